/** How a list names drawings: see `src/core/row-manifest.ts`. */
import { createHash } from 'node:crypto';
import { PIXELS } from '../../src/learning/classifier.ts';

/** Bytes of SHA-256 that are taken: of 120,000 drawings two have the same with a chance of 1 in 40,000. */
const BYTES = 6;

/** @param pixels ink 0..255. [n, 784] @param row of the drawing */
export const rowChecksum = (pixels: Uint8Array, row: number): string =>
  createHash('sha256')
    .update(pixels.subarray(row * PIXELS, (row + 1) * PIXELS))
    .digest()
    .subarray(0, BYTES)
    .toString('base64');

/** Of all drawings, one after the other. @param pixels ink 0..255. [n, 784] */
export const rowChecksums = (pixels: Uint8Array): string =>
  Array.from({ length: pixels.length / PIXELS }, (_, row) => rowChecksum(pixels, row)).join('');
