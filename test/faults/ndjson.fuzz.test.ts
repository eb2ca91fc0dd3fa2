/** Damaged lines of vector drawings: each is read or refused with a DatasetError, and none takes the memory of its claims. */
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/core/random.ts';
import { rasterize } from '../../src/core/rasterize.ts';
import { DatasetError } from '../../src/drawings/dataset-error.ts';
import type { StrokeDrawing } from '../../src/drawings/read/drawings-of-file.ts';
import { parseVectorDrawing, readVectorDrawings } from '../../src/drawings/read/ndjson.ts';
import { expectOneForm } from './expectOneForm.ts';
import { mutateBytes, mutateJson } from './mutations.ts';

const MUTATIONS = 10_000;
const LINE = {
  word: 'cat',
  countrycode: 'CH',
  timestamp: '2017-03-09 00:28:55.637750 UTC',
  recognized: true,
  key_id: '5201136883597312',
  drawing: [
    [
      [130, 113, 99, 109, 76, 64, 55, 48, 48],
      [72, 40, 27, 79, 82, 88, 100, 120, 125],
    ],
    [
      [76, 28],
      [136, 128],
    ],
    [
      [5, 5],
      [1, 1],
    ],
  ],
};

function tally(attempt: () => StrokeDrawing, outcomes: { read: number; refused: number }): void {
  try {
    const { strokes } = attempt();
    expectOneForm(strokes);
    expect(rasterize(strokes).length).toBe(784);
    outcomes.read++;
  } catch (error) {
    if (!(error instanceof DatasetError)) throw error;
    outcomes.refused++;
    expect(error.message).toMatch(/^x\.ndjson, line 1: /);
    expect(error.message.length).toBeLessThan(1500);
  }
}

describe('lines of vector drawings', () => {
  it(`survive ${MUTATIONS} mutations of their bytes`, () => {
    const random = createRandom('ndjson');
    const bytes = new TextEncoder().encode(JSON.stringify(LINE));
    const outcomes = { read: 0, refused: 0 };
    for (let i = 0; i < MUTATIONS; i++) {
      const text = new TextDecoder().decode(mutateBytes(bytes, random));
      tally(() => parseVectorDrawing(text, 'x.ndjson, line 1'), outcomes);
    }
    expect(outcomes.read).toBeGreaterThan(MUTATIONS / 100);
    expect(outcomes.refused).toBeGreaterThan(MUTATIONS / 3);
  });

  it(`survive ${MUTATIONS} mutations of their fields`, () => {
    const random = createRandom('ndjson fields');
    const outcomes = { read: 0, refused: 0 };
    for (let i = 0; i < MUTATIONS; i++) {
      const text = JSON.stringify(mutateJson(LINE, random).json); // NaN and Infinity become null, as JSON has it
      tally(() => parseVectorDrawing(text, 'x.ndjson, line 1'), outcomes);
    }
    expect(outcomes.read).toBeGreaterThan(MUTATIONS / 100);
    expect(outcomes.refused).toBeGreaterThan(MUTATIONS / 10);
  });

  const line = (drawing: string) => `{"word":"cat","key_id":"1","drawing":${drawing}}`;
  it.each([
    ['nested 100,000 deep', line('['.repeat(100_000) + ']'.repeat(100_000))],
    ['nested without an end', line('['.repeat(1_000_000))],
    ['a huge number', line('[[[1e300],[2]]]')],
    ['a number beyond all', line('[[[1e999],[2]]]')],
    ['NaN', line('[[[NaN],[2]]]')],
    ['Infinity', line('[[[-Infinity],[2]]]')],
    ['a number of a million digits', line(`[[[${'9'.repeat(1_000_000)}],[2]]]`)],
    ['a line of a million points', line(`[[[${'0,255,'.repeat(500_000)}0],[${'0,'.repeat(1_000_000)}0]]]`)],
    ['a line of a thousand sides', line(`[[[${'0,255,'.repeat(1000)}0],[${'0,'.repeat(2000)}0]]]`)],
    ['a prototype', '{"__proto__":{"drawing":[[[1],[2]]]},"word":"cat"}'],
  ])('are refused with %s', (_, text) => {
    expect(() => parseVectorDrawing(text, 'x.ndjson, line 1')).toThrow(DatasetError);
  });

  it.each([2 ** 16, 100 * 2 ** 20])(
    'are given up at 4 MiB, however long they are, in pieces of %d bytes',
    async (size) => {
      let handedOut = 0;
      async function* long() {
        while (handedOut < 100 * 2 ** 20) {
          const piece = new Uint8Array(size).fill(0x5b);
          handedOut += size;
          if (handedOut >= 100 * 2 ** 20) piece[size - 1] = 10; // the line does end, at last
          yield piece;
        }
      }
      const first = readVectorDrawings(long(), 'x.ndjson').next();
      await expect(first).rejects.toThrow(DatasetError);
      await expect(first).rejects.toThrow(/^x\.ndjson, line 1: longer than 4194304 characters/);
      if (size < 2 ** 20) expect(handedOut).toBeLessThan(6 * 2 ** 20);
    },
  );
});
