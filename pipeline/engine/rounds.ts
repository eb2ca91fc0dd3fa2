/** Who trains on what and is tested on what: one test set and many training sets, or folds that take turns. */
import { createRandom } from '../../src/core/random.ts';
import { drawTrainingRows, stratifiedFolds } from '../dataset/split.ts';
import { labelsOf } from './folds.ts';
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

/** A balanced training set of some of the store's rows. */
function drawFrom(store: DrawingStore, rows: Rows, perClass: number, seed: number): Rows {
  const pool = { classes: store.classes, labels: labelsOf(store, rows) };
  return Int32Array.from(
    drawTrainingRows(pool, perClass, createRandom(`training set ${seed}`)),
    (i) => rows[i] as number,
  );
}

/** A round for every seed: training sets from the pool, one test set. */
export const seededRounds = (
  store: DrawingStore,
  { pool, test }: { readonly pool: Rows; readonly test: Rows },
  seeds: readonly number[],
): Round[] =>
  seeds.map((seed) => ({
    name: `seed ${seed}`,
    seed,
    train: (perClass) => drawFrom(store, pool, perClass, seed),
    test,
  }));

/** A round for every fold of some rows of the store. */
export function foldRounds(store: DrawingStore, rows: Rows, folds: number, seed: number): Round[] {
  const at = (indices: Uint32Array): Rows => Int32Array.from(indices, (i) => rows[i] as number);
  return stratifiedFolds(labelsOf(store, rows), folds, createRandom(`${seed}/folds`)).map((fold, f) => ({
    name: `fold ${f + 1} of ${folds}`,
    seed: f + 1,
    train: (perClass) => drawFrom(store, at(fold.train), perClass, f + 1),
    test: at(fold.validation),
  }));
}
