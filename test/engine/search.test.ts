import { expect, test } from 'vitest';
import type { DrawingStore, FitJob, FitOutcome } from '../../pipeline/engine/job.ts';
import { searchHyperparameter, withinOneStandardError } from '../../pipeline/engine/search.ts';

const shared = new Uint16Array(new SharedArrayBuffer(120));
for (let i = 0; i < 60; i++) shared[i] = i % 2;

const store: DrawingStore = {
  classes: ['cat', 'sheep'],
  count: 60,
  pixels: new Uint8Array(new SharedArrayBuffer(0)),
  labels: shared,
};
const train = Int32Array.from({ length: 60 }, (_, i) => i);
const task = { name: 'made up', model: 'nearest', hyperparameters: { k: 5 }, train, seed: 1 } as const;

/** An outcome that gets the first `right` rows of the validation fold right and the others wrong. */
function outcome(job: FitJob, right: number): FitOutcome {
  const rows = job.predict.validation as Int32Array;
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

test('every candidate is scored on every fold, and no validation drawing is trained on', async () => {
  const jobs: FitJob[] = [];
  const search = { hyperparameter: 'components', folds: 5, candidates: [4, 8], prefer: 'best' } as const;
  const selection = await searchHyperparameter(store, { ...task, search }, async (job) => {
    jobs.push(job);
    return outcome(job, job.hyperparameters.components === 8 ? 12 : 6);
  });
  expect(jobs).toHaveLength(10);
  for (const job of jobs) {
    const validation = new Set(job.predict.validation);
    expect(validation.size + job.train.length).toBe(60);
    expect(job.train.some((row) => validation.has(row))).toBe(false);
  }
  expect(selection.chosen).toBe(8);
  expect(selection.candidates.map((c) => c.accuracy.value)).toEqual([0.5, 1]);
});

test('the smallest good candidate or the best one is taken, as the search says', async () => {
  const candidates = [1, 2, 3];
  const right = { 1: 6, 2: 11, 3: 12 } as const;
  const choose = (prefer: 'best' | 'smallest') =>
    searchHyperparameter(
      store,
      { ...task, search: { hyperparameter: 'k', folds: 5, candidates, prefer } },
      async (job) =>
        outcome(job, right[job.hyperparameters.k as 1 | 2 | 3] - (job.seed === '1/fold 0' ? 8 : 0)),
    );
  expect((await choose('best')).chosen).toBe(3);
  expect((await choose('smallest')).chosen).toBe(2);
});
