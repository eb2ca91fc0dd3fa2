import { describe, expect, test } from 'vitest';
import { classDrawings } from '../../pipeline/dataset/bitmaps.ts';
import { DatasetError, type DrawingSource } from '../../pipeline/dataset/source.ts';
import { loadDrawings } from '../../pipeline/engine/drawings.ts';
import type { Comparison, Experiment } from '../../pipeline/experiments/experiment.ts';
import { EXPERIMENTS } from '../../pipeline/experiments/index.ts';
import { PIXELS } from '../../src/learning/classifier.ts';
import { madeUpPixels } from '../dataset/bucket.ts';

const ROWS = 60;
const small = { ...(EXPERIMENTS['cats-and-sheep'] as Comparison), seeds: [1, 2] } as Experiment;
const folded = { ...small, whenScarce: { folds: 5 } } as Experiment;

/** All different, but for pairs of rows, of cats and then of sheep, of which the second is made a copy of the first. */
function madeUp(pairs: readonly (readonly [from: number, to: number])[] = []): DrawingSource {
  const all = madeUpPixels(2 * ROWS);
  for (const [from, to] of pairs) all.set(all.slice(from * PIXELS, (from + 1) * PIXELS), to * PIXELS);
  return {
    kind: 'folder',
    description: 'made up',
    available: async () => ROWS,
    load: async (name, count) => {
      const first = (name === 'cat' ? 0 : ROWS) * PIXELS;
      return classDrawings(name, ROWS, all.slice(first, first + count * PIXELS));
    },
  };
}
const exhibits: DrawingSource = {
  ...madeUp(),
  available: async () => 1,
  load: async (name) => classDrawings(name, 1, new Uint8Array(PIXELS).fill(9)),
};
const load = (experiment: Experiment, pairs?: Parameters<typeof madeUp>[0]) =>
  loadDrawings(experiment, madeUp(pairs), exhibits);
type Loaded = Awaited<ReturnType<typeof load>>;

/** Pixels of rows, as texts. */
const looks = ({ store }: Loaded, rows: Iterable<number>) =>
  Array.from(rows, (row) =>
    Buffer.from(store.pixels.subarray(row * PIXELS, (row + 1) * PIXELS)).toString('latin1'),
  );
function expectNoneOnBothSides(loaded: Loaded) {
  const largest = loaded.sizes.trainPerClass.at(-1) as number;
  for (const { test: tested, train } of loaded.rounds) {
    const learnt = new Set(looks(loaded, train(largest)));
    expect(looks(loaded, tested).filter((look) => learnt.has(look))).toEqual([]);
    expect(tested.length).toBeGreaterThan(0);
  }
}

describe('a small run', () => {
  test('without copies tests a fifth and trains on the rest', async () => {
    const loaded = await load(small);
    expect(loaded.sizes).toMatchObject({ testPerClass: 12, trainPerClass: [12, 24, 48] });
    expect([loaded.copies, loaded.duplicates]).toEqual([0, 0]);
  });

  // Each is in the test set with either of its rows for one pair at least, so that all ways are gone.
  test.each(Array.from({ length: 12 }, (_, i) => [[5 * i, (5 * i + 7) % ROWS] as const]))(
    'goes through though drawings %j are the same',
    async (pair) => {
      const loaded = await load(small, [pair]);
      expectNoneOnBothSides(loaded);
      const { testPerClass, trainPerClass } = loaded.sizes;
      if (loaded.copies > 0) expect(testPerClass + (trainPerClass.at(-1) as number)).toBe(ROWS - 1);
      else expect([testPerClass, trainPerClass.at(-1)]).toEqual([12, 48]);
    },
  );

  test('leaves out the copies where too few were left otherwise, and counts them', async () => {
    const pairs = Array.from({ length: 9 }, (_, i) => [i, 20 + i] as const);
    const loaded = await load(small, pairs);
    expect([loaded.copies, loaded.duplicates]).toEqual([9, 9]);
    expect(loaded.sizes).toMatchObject({ testPerClass: 11, trainPerClass: [10, 20, 40] });
    expectNoneOnBothSides(loaded);
  });

  test('has no drawing on both sides that stands in both classes', async () => {
    const loaded = await load(small, [
      [3, ROWS + 3],
      [4, ROWS + 40],
      [5, ROWS + 5],
      [6, ROWS + 16],
    ]);
    expectNoneOnBothSides(loaded);
  });

  test('of folds goes through as well', async () => {
    expect((await load(folded)).sizes).toMatchObject({ method: 'cross-validation', testPerClass: 60 });
    const loaded = await load(folded, [[3, 17]]);
    expect(loaded.sizes).toMatchObject({ method: 'cross-validation', testPerClass: 55 });
    expect(loaded.copies).toBe(1);
    expectNoneOnBothSides(loaded);
  });

  test('with too few different drawings says how many there are, of what', async () => {
    const all = Array.from({ length: ROWS - 6 }, (_, i) => [ROWS, ROWS + 6 + i] as const);
    const attempt = load(small, all);
    await expect(attempt).rejects.toThrow(DatasetError);
    await expect(attempt).rejects.toThrow(
      /"sheep" has 6 different drawings: 54 of all 120 are copies of others/,
    );
  });
});
