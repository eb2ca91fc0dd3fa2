/** Chooses one hyperparameter on stratified validation folds of the training drawings, never on the test set. */

import { accuracy } from '../../src/core/metrics.ts';
import type { ModelId } from '../../src/core/models.ts';
import { createRandom } from '../../src/core/random.ts';
import type { Selection } from '../../src/core/results.ts';
import { tInterval } from '../../src/core/statistics.ts';
import { stratifiedFolds } from '../dataset/split.ts';
import type { Search } from '../experiments/experiment.ts';
import type { Hyperparameters } from '../models/classifier.ts';
import type { DrawingStore, FitJob, FitOutcome, Rows } from './job.ts';

export interface SearchTask {
  readonly name: string;
  readonly model: ModelId;
  readonly hyperparameters: Hyperparameters;
  readonly search: Search;
  readonly train: Rows;
  readonly seed: number | string;
}

/** Candidates with their accuracy on every fold. */
interface Scored {
  readonly value: number;
  readonly byFold: readonly number[];
}

const mean = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;

const best = (scored: readonly Scored[]) =>
  scored.reduce((a, b) => (mean(b.byFold) > mean(a.byFold) ? b : a));

/** Standard error of the mean over folds. */
function standardError(values: readonly number[]): number {
  const centre = mean(values);
  const variance = values.reduce((sum, v) => sum + (v - centre) ** 2, 0) / Math.max(1, values.length - 1);
  return Math.sqrt(variance / values.length);
}

/**
 * The one-standard-error rule (Breiman et al., 1984): the first candidate, so the cheapest where they rise
 * in cost, whose mean is within one standard error of the best.
 */
export function withinOneStandardError(scored: readonly Scored[]): number {
  const top = best(scored);
  const bar = mean(top.byFold) - standardError(top.byFold);
  return (scored.find((candidate) => mean(candidate.byFold) >= bar) ?? top).value;
}

async function scoreCandidates(
  store: DrawingStore,
  task: SearchTask,
  folds: readonly { readonly train: Rows; readonly validation: Rows }[],
  run: (job: FitJob) => Promise<FitOutcome>,
): Promise<Scored[]> {
  const { search } = task;
  const job = (fold: number, hyperparameters: Hyperparameters, label: string): FitJob => {
    const { train, validation } = folds[fold] as { train: Rows; validation: Rows };
    return {
      name: `${task.name}, ${label}, fold ${fold + 1} of ${folds.length}`,
      model: task.model,
      hyperparameters: { ...task.hyperparameters, ...hyperparameters },
      seed: `${task.seed}/fold ${fold}`,
      train,
      validation,
      predict: { validation },
      keepState: false,
    };
  };
  return Promise.all(
    search.candidates.map(async (value) => {
      const byFold = await Promise.all(
        folds.map(async ({ validation }, f) => {
          const outcome = await run(
            job(f, { [search.hyperparameter]: value }, `${search.hyperparameter} ${value}`),
          );
          const labels = Uint16Array.from(validation, (row) => store.labels[row] as number);
          return accuracy(outcome.probabilities.validation as Float32Array, labels);
        }),
      );
      return { value, byFold };
    }),
  );
}

/** @returns the selection as the results file tells it; `chosen` is the value to fit with. */
export async function searchHyperparameter(
  store: DrawingStore,
  task: SearchTask,
  run: (job: FitJob) => Promise<FitOutcome>,
): Promise<Selection> {
  const { hyperparameter, folds: count } = task.search;
  const labels = Uint16Array.from(task.train, (row) => store.labels[row] as number);
  const folds = stratifiedFolds(labels, count, createRandom(`${task.seed}/folds`)).map(
    ({ train, validation }) => ({
      train: Int32Array.from(train, (i) => task.train[i] as number),
      validation: Int32Array.from(validation, (i) => task.train[i] as number),
    }),
  );
  const scored = await scoreCandidates(store, task, folds, run);
  const chosen = task.search.prefer === 'smallest' ? withinOneStandardError(scored) : best(scored).value;
  return {
    hyperparameter,
    chosen,
    candidates: scored.map(({ value, byFold }) => ({ value, accuracy: tInterval(byFold) })),
  };
}
