/** Damaged .npy headers: each is read or refused with a DatasetError, at once and without taking memory. */
import { expect, it } from 'vitest';
import { createRandom } from '../../src/core/random.ts';
import { DatasetError } from '../../src/drawings/dataset-error.ts';
import { NPY_HEADER_LIMIT } from '../../src/drawings/read/npy-fields.ts';
import { parseNpyHeader } from '../../src/drawings/read/npy-header.ts';
import { madeUpPixels, npyFile } from '../dataset/bucket.ts';
import { mutateBytes } from './mutations.ts';

const MUTATIONS = 20_000;
const pixels = madeUpPixels(3);

it(`survives ${MUTATIONS} mutations of headers`, () => {
  const random = createRandom('npy');
  const headers = ([1, 2, 3] as const).map((version) => npyFile(pixels, { version }).slice(0, 128));
  const outcomes = { read: 0, refused: 0 };
  const before = process.memoryUsage();
  for (let i = 0; i < MUTATIONS; i++) {
    const bytes = mutateBytes(headers[i % 3] as Uint8Array, random);
    // As of a folder, where the size of the file is known, and as of a server that does not tell it.
    for (const size of [undefined, 128 + pixels.length])
      try {
        const { rows, dataOffset, fileBytes, type } = parseNpyHeader(bytes, 'x.npy', size);
        outcomes.read++;
        expect(Number.isSafeInteger(rows) && rows >= 0 && rows <= 100_000_000).toBe(true);
        expect(dataOffset).toBeLessThanOrEqual(NPY_HEADER_LIMIT);
        expect(fileBytes).toBe(dataOffset + rows * 784 * type.bytes);
        if (size !== undefined) expect(fileBytes).toBe(size);
      } catch (error) {
        if (!(error instanceof DatasetError)) throw error;
        outcomes.refused++;
        expect(error.message).toMatch(/^x\.npy: /);
        expect(error.message.length).toBeLessThan(1500);
      }
  }
  const grown = process.memoryUsage().arrayBuffers - before.arrayBuffers;
  expect(grown).toBeLessThan(64 * 2 ** 20);
  expect(outcomes.read + outcomes.refused).toBe(2 * MUTATIONS);
  // Both happen often, so both are tested.
  expect(outcomes.read).toBeGreaterThan(MUTATIONS / 100);
  expect(outcomes.refused).toBeGreaterThan(MUTATIONS / 2);
});

it('refuses a header that claims 10^12 rows before anything is allocated', () => {
  const file = npyFile(pixels, { shape: '(1000000000000, 784)' });
  for (const size of [undefined, file.length, 96 + 1e12 * 784])
    expect(() => parseNpyHeader(file, 'x.npy', size)).toThrow(/claims 1000000000000 rows, expected at most/);
});
