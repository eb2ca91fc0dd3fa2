/** What the sources share about a class's bitmaps: a checked count, and the drawings with their checksum. */
import { createHash } from 'node:crypto';
import { PIXELS } from '../../src/learning/classifier.ts';
import { type ClassDrawings, DatasetError } from './source.ts';

/**
 * Checks how many drawings are wanted against how many there are.
 * @throws RangeError for less than one; DatasetError for more than there are, ending with `advice`.
 */
export function assertCount(className: string, count: number, available: number, advice: string): void {
  if (!Number.isInteger(count) || count < 1)
    throw new RangeError(`count of "${className}" must be a whole number of at least 1, got ${count}`);
  if (count > available)
    throw new DatasetError(
      `class "${className}" has ${available} usable drawings, expected at least ${count}. ${advice}`,
    );
}

/** @param pixels ink 0..255. [count, 784] */
export function classDrawings(name: string, available: number, pixels: Uint8Array): ClassDrawings {
  return { name, available, count: pixels.length / PIXELS, pixels, sha256: sha256(pixels) };
}

/**
 * The same of bitmaps and, after them, rendered vectors.
 * @param bitmaps how many of the drawings are bitmaps
 */
export function pooledDrawings(
  name: string,
  available: number,
  pixels: Uint8Array,
  bitmaps: number,
): ClassDrawings {
  const whole = classDrawings(name, available, pixels);
  const part = (form: 'bitmaps' | 'vectors', from: number, to: number) => ({
    form,
    count: to - from,
    sha256: sha256(pixels.subarray(from * PIXELS, to * PIXELS)),
  });
  return {
    ...whole,
    pooled: [part('bitmaps', 0, bitmaps), part('vectors', bitmaps, whole.count)],
  };
}

/** SHA-256 in hexadecimal. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
