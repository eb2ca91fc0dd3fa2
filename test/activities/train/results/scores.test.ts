import { expect, test } from 'vitest';
import { scoreModel } from '../../../../src/activities/train/results/scores.ts';
import { wilsonInterval } from '../../../../src/core/statistics.ts';
import { madeUpOutcome } from './made-up-outcome.ts';

const outcome = madeUpOutcome([0, 0, 1, 1], { convnet: [0.25, 0.75, 0.75, 1] });

test('a score counts what is right, with its interval and its confusions', () => {
  const [model] = outcome.models;
  const score = scoreModel(model as never, outcome);
  expect([...score.predicted]).toEqual([0, 1, 1, 1]);
  expect(score).toMatchObject({
    id: 'convnet',
    right: 3,
    tested: 4,
    counts: [
      [1, 1],
      [0, 2],
    ],
  });
  expect(score.accuracy).toEqual(wilsonInterval(3, 4));
});

test('how sure a model is counts its greatest probability, right or wrong', () => {
  const score = scoreModel(outcome.models[0] as never, outcome);
  expect(score.meanTopProbability).toBeCloseTo((0.75 + 0.75 + 0.75 + 1) / 4, 6);
});

test('probabilities that do not fit the held-out drawings are refused', () => {
  const broken = { id: 'convnet', probabilities: new Float32Array(3) } as const;
  expect(() => scoreModel(broken, outcome)).toThrow(RangeError);
});
