import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { rowChecksum, rowChecksums } from '../../pipeline/dataset/rowChecksums.ts';
import { PIXELS } from '../../src/learning/classifier.ts';
import { madeUpPixels } from './bucket.ts';

test('a drawing is named by the first 48 bits of its SHA-256, and drawings by one name after the other', () => {
  const pixels = madeUpPixels(3);
  const names = [0, 1, 2].map((row) => {
    const digest = createHash('sha256')
      .update(pixels.slice(row * PIXELS, (row + 1) * PIXELS))
      .digest('hex');
    return Buffer.from(digest.slice(0, 12), 'hex').toString('base64');
  });
  expect(new Set(names).size).toBe(3);
  expect([0, 1, 2].map((row) => rowChecksum(pixels, row))).toEqual(names);
  expect(rowChecksums(pixels)).toBe(names.join(''));
});
