import { expect, test } from 'vitest';
import type { DrawingStore, FitJob, FitOutcome } from '../../pipeline/engine/job.ts';
import { searchHyperparameter, smooth, withinOneStandardError } from '../../pipeline/engine/search.ts';

const store: DrawingStore = {
  classes: ['cat', 'sheep'],
  pixels: new Uint8Array(new SharedArrayBuffer(0)),
  labels: Uint16Array.from({ length: 60 }, (_, i) => i % 2) as Uint16Array<SharedArrayBuffer>,
};
const train = Int32Array.from({ length: 60 }, (_, i) => i);
const task = { name: 'made up', model: 'nearest', hyperparameters: { k: 5 }, train, seed: 1 } as const;

/** An outcome that gets the first `right` rows of the validation fold right and the others wrong. */
function outcome(job: FitJob, right: number): FitOutcome {
  const rows = job.validation as Int32Array;
  const probabilities = new Float32Array(rows.length * 2);
  rows.forEach((row, i) => {
    const label = store.labels[row] as number;
    probabilities[2 * i + (i < right ? label : 1 - label)] = 1;
  });
  return {
    hyperparameters: job.hyperparameters,
    report: {},
    probabilities: { validation: probabilities },
    fitSeconds: 0,
    predictSeconds: {},
  };
}

test('the one-standard-error rule takes the first candidate that is as good as the best', () => {
  const scored = [
    { value: 8, byFold: [0.7, 0.71, 0.72] },
    { value: 16, byFold: [0.9, 0.92, 0.94] },
    { value: 32, byFold: [0.91, 0.93, 0.95] },
  ];
  expect(withinOneStandardError(scored)).toBe(16);
});

test('smoothing averages over five and over fewer at the ends', () => {
  expect(smooth([0, 0, 10, 0, 0])).toEqual([10 / 3, 2.5, 2, 2.5, 10 / 3]);
});

test('every candidate is scored on every fold, and no validation drawing is trained on', async () => {
  const jobs: FitJob[] = [];
  const search = { hyperparameter: 'components', folds: 5, candidates: [4, 8] };
  const selection = await searchHyperparameter(store, { ...task, search }, async (job) => {
    jobs.push(job);
    return outcome(job, job.hyperparameters.components === 8 ? 12 : 6);
  });
  expect(jobs).toHaveLength(10);
  for (const job of jobs) {
    const validation = new Set(job.validation);
    expect(validation.size + job.train.length).toBe(60);
    expect(job.train.some((row) => validation.has(row))).toBe(false);
  }
  expect(selection.chosen).toBe(8);
  expect(selection.candidates.map((c) => c.accuracy.value)).toEqual([0.5, 1]);
});

test('the number of epochs is read off the smoothed histories of one long fit a fold', async () => {
  const accuracies = [0.5, 0.6, 0.9, 0.9, 0.9, 0.9, 0.9, 0.6, 0.5, 0.4];
  const history = accuracies.map((validationAccuracy, i) => ({
    epoch: i + 1,
    trainLoss: 0,
    validationAccuracy,
  }));
  const search = { hyperparameter: 'epochs', folds: 3, upTo: 10 } as const;
  const selection = await searchHyperparameter(store, { ...task, search }, async (job) => {
    expect(job.hyperparameters.epochs).toBe(10);
    return { ...outcome(job, 0), report: { history } };
  });
  expect(selection.chosen).toBe(5);
  expect(selection.candidates).toHaveLength(10);
});
