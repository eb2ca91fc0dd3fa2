/** Predictions for drawings by models that have not seen them: stratified validation folds of some rows. */
import { accuracy } from '../../src/core/metrics.ts';
import type { EstimatorId } from '../../src/core/models.ts';
import { createRandom } from '../../src/core/random.ts';
import type { Hyperparameters } from '../../src/learning/classifier.ts';
import { stratifiedFolds } from '../dataset/split.ts';
import type { DrawingStore, FitJob, FitOutcome, Rows } from './job.ts';

/** Runs a job, or takes its outcome from the cache. */
export type RunJob = (job: FitJob) => Promise<FitOutcome>;

export interface FoldRows {
  readonly train: Rows;
  readonly validation: Rows;
}

/** Folds of `rows`: every row is validated exactly once. The seed alone decides which fold a row is in. */
export function foldsOf(store: DrawingStore, rows: Rows, count: number, seed: number | string): FoldRows[] {
  return stratifiedFolds(labelsOf(store, rows), count, createRandom(`${seed}/folds`)).map(
    ({ train, validation }) => ({
      train: Int32Array.from(train, (i) => rows[i] as number),
      validation: Int32Array.from(validation, (i) => rows[i] as number),
    }),
  );
}

export const labelsOf = (store: DrawingStore, rows: Rows): Uint16Array =>
  Uint16Array.from(rows, (row) => store.labels[row] as number);

/** Rows of several sets, one after the other. */
export const concatRows = (parts: readonly Rows[]): Rows =>
  Int32Array.from(parts.flatMap((part) => [...part]));

export function concatProbabilities(parts: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

export interface FoldTask {
  /** For people, e.g. "convnet, 2,000 drawings, epochs 30". */
  readonly name: string;
  readonly model: EstimatorId;
  readonly hyperparameters: Hyperparameters;
  readonly seed: number | string;
  /** Whether the estimator scores the fold after every epoch; it may then also stop by it. */
  readonly watchValidation?: boolean;
}

/** Outcomes fold by fold; each predicts its `validation` set. */
export function runFolds(folds: readonly FoldRows[], task: FoldTask, run: RunJob): Promise<FitOutcome[]> {
  const { name, model, hyperparameters, seed, watchValidation } = task;
  return Promise.all(
    folds.map(({ train, validation }, f) =>
      run({
        name: `${name}, fold ${f + 1} of ${folds.length}`,
        model,
        hyperparameters,
        seed: `${seed}/fold ${f}`,
        train,
        ...(watchValidation && { validation }),
        predict: { validation },
        keepState: false,
      }),
    ),
  );
}

/** Accuracy on every fold. */
export const foldAccuracies = (
  store: DrawingStore,
  folds: readonly FoldRows[],
  outcomes: readonly FitOutcome[],
): number[] =>
  folds.map(({ validation }, f) =>
    accuracy(outcomes[f]?.probabilities.validation as Float32Array, labelsOf(store, validation)),
  );
