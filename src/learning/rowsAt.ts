import { PIXELS } from './classifier.ts';

/** Copies of the drawings at `indices`, one after the other. [indices, 784] */
export function rowsAt(pixels: Uint8Array, indices: ArrayLike<number>): Uint8Array {
  const rows = new Uint8Array(indices.length * PIXELS);
  for (let i = 0; i < indices.length; i++) {
    const from = (indices[i] as number) * PIXELS;
    rows.set(pixels.subarray(from, from + PIXELS), i * PIXELS);
  }
  return rows;
}
