/** Chooses one hyperparameter on stratified validation folds of the training drawings, never on the test set. */
import { meanOverFolds } from '../../src/core/mean-over-folds.ts';
import type { Selection } from '../../src/core/results.ts';
import { shareInterval } from '../../src/core/student-estimate.ts';
import type { Search } from '../experiments/experiment.ts';
import { type FoldTask, foldAccuracies, foldsOf, type RunJob, runFolds } from './folds.ts';
import type { DrawingStore, Rows } from './job.ts';

export interface SearchTask extends FoldTask {
  readonly search: Search;
  readonly train: Rows;
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

/** @returns the selection as the results file tells it; `chosen` is the value to fit with. */
export async function searchHyperparameter(
  store: DrawingStore,
  { search, train, ...task }: SearchTask,
  run: RunJob,
): Promise<Selection> {
  const { hyperparameter } = search;
  const folds = foldsOf(store, train, search.folds, task.seed);
  const scored = await Promise.all(
    search.candidates.map(async (value) => {
      const outcomes = await runFolds(
        folds,
        {
          ...task,
          name: `${task.name}, ${hyperparameter} ${value}`,
          hyperparameters: { ...task.hyperparameters, [hyperparameter]: value },
        },
        run,
      );
      return { value, byFold: foldAccuracies(store, folds, outcomes) };
    }),
  );
  return {
    hyperparameter,
    chosen: search.prefer === 'smallest' ? withinOneStandardError(scored) : best(scored).value,
    candidates: scored.map(({ value, byFold }) => ({
      value,
      accuracy: shareInterval(meanOverFolds(byFold)),
    })),
  };
}
