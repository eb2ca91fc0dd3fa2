import type { NpyType } from './npy-type.ts';

/**
 * Reads one element of a type from its place in bytes. Whole numbers of 8 bytes beyond 2^53 come rounded.
 * @returns a function of a view and the first byte of the element.
 */
export function elementReader({
  kind,
  bytes,
  isLittleEndian: little,
}: NpyType): (view: DataView, at: number) => number {
  if (kind === 'float')
    return bytes === 8
      ? (view, at) => view.getFloat64(at, little)
      : bytes === 4
        ? (view, at) => view.getFloat32(at, little)
        : (view, at) => half(view.getUint16(at, little));
  const isSigned = kind === 'signed';
  switch (bytes) {
    case 1:
      return isSigned ? (view, at) => view.getInt8(at) : (view, at) => view.getUint8(at);
    case 2:
      return isSigned ? (view, at) => view.getInt16(at, little) : (view, at) => view.getUint16(at, little);
    case 4:
      return isSigned ? (view, at) => view.getInt32(at, little) : (view, at) => view.getUint32(at, little);
    case 8: {
      const [low, high] = little ? [0, 4] : [4, 0];
      return isSigned
        ? (view, at) => view.getInt32(at + high, little) * 2 ** 32 + view.getUint32(at + low, little)
        : (view, at) => view.getUint32(at + high, little) * 2 ** 32 + view.getUint32(at + low, little);
    }
  }
}

/** A float of 16 bits (IEEE 754 binary16): sign, 5 bits of exponent, 10 of fraction. */
function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : Number.NaN;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25));
}
