/** The same numbers where all threads see them: themselves, where they lie there already. */
export function inSharedMemory<T extends Uint8Array | Uint16Array>(numbers: T): T {
  if (numbers.buffer instanceof SharedArrayBuffer) return numbers;
  const copy = new (numbers.constructor as new (buffer: SharedArrayBuffer) => T)(
    new SharedArrayBuffer(numbers.byteLength),
  );
  copy.set(numbers);
  return copy;
}
