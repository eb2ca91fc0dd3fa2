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
function drawFrom(store: DrawingStore, rows: Rows, perClass: number, seed: string, from = 0): Rows {
  const pool = { classes: store.classes, labels: labelsOf(store, rows) };
  return Int32Array.from(
    drawTrainingRows(pool, perClass, createRandom(seed), from),
    (i) => rows[i] as number,
  );
}

/**
 * A round for every seed: training sets from the pool, one test set. The sets begin at even distances in one random order of
 * each class, so that they have as little in common as the pool allows: none, as long as they fit in side by side.
 */
export const seededRounds = (
  store: DrawingStore,
  { pool, test }: { readonly pool: Rows; readonly test: Rows },
  seeds: readonly number[],
): Round[] =>
  seeds.map((seed, i) => ({
    name: `seed ${seed}`,
    seed,
    train: (perClass) => drawFrom(store, pool, perClass, 'training sets', i / seeds.length),
    test,
  }));

/** For each class, the mean share of its drawings that two of the rounds' training sets have in common; 0 of one round. */
export function overlapByClass(store: DrawingStore, rounds: readonly Round[], perClass: number): number[] {
  const sets = rounds.map((round) => round.train(perClass));
  const times = new Uint16Array(store.count);
  for (const rows of sets) for (const row of rows) times[row] = (times[row] as number) + 1;
  const shared = new Array<number>(store.classes.length).fill(0);
  for (const [row, n] of times.entries()) {
    const label = store.labels[row] as number;
    shared[label] = (shared[label] as number) + (n * (n - 1)) / 2;
  }
  const pairs = (sets.length * (sets.length - 1)) / 2;
  return shared.map((count) => (pairs === 0 ? 0 : count / (pairs * perClass)));
}

/** A round for every fold of some rows of the store. */
export function foldRounds(store: DrawingStore, rows: Rows, folds: number, seed: number): Round[] {
  const at = (indices: Uint32Array): Rows => Int32Array.from(indices, (i) => rows[i] as number);
  return stratifiedFolds(labelsOf(store, rows), folds, createRandom(`${seed}/folds`)).map((fold, f) => ({
    name: `fold ${f + 1} of ${folds}`,
    seed: f + 1,
    train: (perClass) => drawFrom(store, at(fold.train), perClass, `training set ${f + 1}`),
    test: at(fold.validation),
  }));
}
