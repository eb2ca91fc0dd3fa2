/** An IDX file: two zeros, type, dimensions, sizes with the big end first, elements. */
export function idxFile(shape: readonly number[], elements: Uint8Array, type = 8): Uint8Array {
  const head = Buffer.alloc(4 + 4 * shape.length);
  head.set([0, 0, type, shape.length]);
  shape.forEach((size, i) => {
    head.writeUInt32BE(size, 4 + 4 * i);
  });
  return new Uint8Array(Buffer.concat([head, elements]));
}
