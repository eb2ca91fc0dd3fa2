/** Chooses one hyperparameter on stratified validation folds of the training drawings, never on the test set. */

import { accuracy } from '../../src/core/metrics.ts';
import type { ModelId } from '../../src/core/models.ts';
import { createRandom } from '../../src/core/random.ts';
import type { Selection } from '../../src/core/results.ts';
import { meanInterval } from '../../src/core/statistics.ts';
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
  const best = scored.reduce((a, b) => (mean(b.byFold) > mean(a.byFold) ? b : a));
  const bar = mean(best.byFold) - standardError(best.byFold);
  return (scored.find((candidate) => mean(candidate.byFold) >= bar) ?? best).value;
}

/** Centred moving average over five epochs, shorter at the ends. */
export function smooth(values: readonly number[]): number[] {
  return values.map((_, i) => mean(values.slice(Math.max(0, i - 2), i + 3)));
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
  if ('upTo' in search) {
    const histories = await Promise.all(
      folds.map((_, f) => run(job(f, { epochs: search.upTo }, `up to ${search.upTo} epochs`))),
    );
    const curves = histories.map(({ report }) =>
      smooth((report.history ?? []).map((e) => e.validationAccuracy ?? 0)),
    );
    return Array.from({ length: search.upTo }, (_, i) => ({
      value: i + 1,
      byFold: curves.map((curve) => curve[i] as number),
    }));
  }
  return Promise.all(
    search.candidates.map(async (value) => {
      const byFold = await Promise.all(
        folds.map(async ({ validation }, f) => {
          const outcome = await run(
            job(f, { [search.hyperparameter]: value }, `${search.hyperparameter} ${value}`),
          );
          const labels = validation.map((row) => store.labels[row] as number);
          return accuracy(outcome.probabilities.validation as Float32Array, Uint16Array.from(labels));
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
      train: train.map((i) => task.train[i] as number),
      validation: validation.map((i) => task.train[i] as number),
    }),
  );
  const scored = await scoreCandidates(store, task, folds, run);
  const chosen =
    'upTo' in task.search
      ? scored.reduce((a, b) => (mean(b.byFold) > mean(a.byFold) ? b : a)).value
      : withinOneStandardError(scored);
  return {
    hyperparameter,
    chosen,
    candidates: scored.map(({ value, byFold }) => ({ value, accuracy: meanInterval(byFold) })),
  };
}
