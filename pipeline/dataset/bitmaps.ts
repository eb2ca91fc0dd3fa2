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

/** SHA-256 in hexadecimal. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
