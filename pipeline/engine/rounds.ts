/** Who trains on what and is tested on what: one test set and many training sets, or folds that take turns. */
import { createRandom } from '../../src/core/random.ts';
import { PIXELS } from '../../src/learning/classifier.ts';
import { drawTrainingRows, stratifiedFolds } from '../dataset/split.ts';
import type { DrawingStore, Rows } from './job.ts';

/** One training and its test. */
export interface Round {
  /** For people, e.g. "seed 3" or "fold 2 of 5". */
  readonly name: string;
  readonly seed: number;
  /** Balanced; a larger set contains the smaller. */
  train(perClass: number): Rows;
  readonly test: Rows;
}

/** Some rows of the store as drawings of their own, sharing its memory: the first `count`. */
function head({ classes, pixels, labels }: DrawingStore, count: number) {
  return { classes, count, pixels: pixels.subarray(0, count * PIXELS), labels: labels.subarray(0, count) };
}

/** A round for every seed: training sets from the first `poolRows` rows of the store, one test set. */
export function seededRounds(
  store: DrawingStore,
  poolRows: number,
  test: Rows,
  seeds: readonly number[],
): Round[] {
  const pool = head(store, poolRows);
  return seeds.map((seed) => ({
    name: `seed ${seed}`,
    seed,
    train: (perClass) =>
      Int32Array.from(drawTrainingRows(pool, perClass, createRandom(`training set ${seed}`))),
    test,
  }));
}

/** A round for every fold of the first `count` rows of the store. */
export function foldRounds(store: DrawingStore, count: number, folds: number, seed: number): Round[] {
  const all = head(store, count);
  return stratifiedFolds(all.labels, folds, createRandom(`${seed}/folds`)).map((fold, f) => {
    const rest = fold.train;
    const others = {
      classes: all.classes,
      count: rest.length,
      pixels: new Uint8Array(0), // which rows are drawn depends on the labels alone
      labels: Uint16Array.from(rest, (row) => all.labels[row] as number),
    };
    return {
      name: `fold ${f + 1} of ${folds}`,
      seed: f + 1,
      train: (perClass) =>
        Int32Array.from(
          drawTrainingRows(others, perClass, createRandom(`training set ${f + 1}`)),
          (i) => rest[i] as number,
        ),
      test: Int32Array.from(fold.validation),
    };
  });
}
