import { expect, test } from 'vitest';
import { mistakesOf, readingsInCell } from '../../../../src/activities/train/results/mistakes.ts';
import { type Score, scoreModel } from '../../../../src/activities/train/results/scores.ts';
import { madeUpOutcome } from './made-up-outcome.ts';

const outcome = madeUpOutcome([0, 0, 1, 1, 0], {
  forest: [0.6, 0.9, 0.2, 1, 0.1],
  convnet: [0.1, 0.7, 0.9, 1, 0.1],
});
const scores = outcome.models.map((model) => scoreModel(model, outcome));
const [forest, convnet] = scores as [Score, Score];

test('mistakes come by falling confidence, with who else was fooled', () => {
  const found = mistakesOf(forest, scores, outcome);
  expect(found.map(({ drawing, called }) => [drawing, called])).toEqual([
    [1, 1],
    [2, 0],
    [0, 1],
  ]);
  expect(found[0]?.probability).toBeCloseTo(0.9, 6);
  expect(found.map(({ alsoWrong }) => alsoWrong)).toEqual([['convnet'], [], []]);
  expect(mistakesOf(convnet, scores, outcome).map(({ drawing }) => drawing)).toEqual([1]);
});

test('equally confident mistakes stay in the order of the drawings', () => {
  const level = madeUpOutcome([0, 0, 0], { forest: [0.8, 0.9, 0.8] });
  const score = scoreModel(level.models[0] as never, level);
  expect(mistakesOf(score, [score], level).map(({ drawing }) => drawing)).toEqual([1, 0, 2]);
});

test('a cell of the matrix holds its drawings, the surest first', () => {
  expect(readingsInCell(forest, outcome, { truth: 0, called: 1 }).map(({ drawing }) => drawing)).toEqual([
    1, 0,
  ]);
  expect(readingsInCell(forest, outcome, { truth: 0, called: 0 }).map(({ drawing }) => drawing)).toEqual([4]);
  const inAll = [0, 1].flatMap((truth) =>
    [0, 1].flatMap((called) => readingsInCell(forest, outcome, { truth, called })),
  );
  expect(inAll).toHaveLength(outcome.test.length);
});
