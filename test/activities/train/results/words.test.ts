import { expect, test } from 'vitest';
import {
  calibrationSentence,
  confidenceOf,
  outOfBagSentence,
} from '../../../../src/activities/train/results/calibration-words.ts';
import { bestPair, pairSentence, ranked } from '../../../../src/activities/train/results/pair-words.ts';
import { chanceSentence, fewnessSentence } from '../../../../src/activities/train/results/precision-words.ts';
import { scoreModel, testLabels } from '../../../../src/activities/train/results/scores.ts';
import { mcnemarExact } from '../../../../src/core/statistics.ts';
import { madeUpOutcome } from './made-up-outcome.ts';

/** `right` of `tested` cats read rightly, each answer given with `sure`. */
function scored(right: number, tested: number, sure: number) {
  const outcome = madeUpOutcome(new Array(tested).fill(0), {
    convnet: Array.from({ length: tested }, (_, i) => (i < right ? 1 - sure : sure)),
  });
  return scoreModel(outcome.models[0] as never, outcome);
}

test('a model is too sure only when the interval of its accuracy says so', () => {
  expect(confidenceOf(scored(50, 100, 0.99))).toBe('too sure');
  expect(confidenceOf(scored(99, 100, 0.6))).toBe('too modest');
  expect(confidenceOf(scored(9, 10, 0.95))).toBe('fair');
  expect(calibrationSentence(scored(50, 100, 0.99))).toBe(
    'The convnet is 99\u202f% sure on average, and right on 50\u202f%: too sure of itself.',
  );
  expect(calibrationSentence(scored(9, 10, 0.95))).toContain('as far as 10 drawings can tell, a fair judge');
});

test('two models that got the same drawings right are not told apart', () => {
  const outcome = madeUpOutcome([0, 0, 1], { forest: [0.1, 0.9, 0.9], nearest: [0.2, 0.6, 0.7] });
  const scores = outcome.models.map((model) => scoreModel(model, outcome));
  const pair = bestPair(scores, testLabels(outcome));
  expect(pair && pairSentence(pair)).toBe(
    'The forest and the neighbours got exactly the same drawings right: nothing tells them apart.',
  );
  expect(bestPair(scores.slice(0, 1), testLabels(outcome))).toBeNull();
});

test('two models are told apart where luck would hardly part them so far', () => {
  const pair = { first: 'convnet', second: 'forest' } as const;
  const few = pairSentence({ ...pair, onlyFirst: 3, onlySecond: 1, pValue: mcnemarExact(3, 1) });
  expect(few).toContain('The convnet got 3 right that the forest got wrong');
  expect(few).toContain('in 63 of 100 experiments');
  expect(few).toContain('not told apart');
  const many = pairSentence({ ...pair, onlyFirst: 12, onlySecond: 1, pValue: mcnemarExact(12, 1) });
  expect(many).toContain('in less than 1 of 100 experiments');
  expect(many).toContain('So the convnet is the better one here.');
  expect(pairSentence({ ...pair, onlyFirst: 2, onlySecond: 2, pValue: 1 })).toContain('level');
  expect(pairSentence({ ...pair, onlyFirst: 6, onlySecond: 5, pValue: 1 })).toContain('nearly always');
});

test('the best comes first, and of equals the one that the article meets first', () => {
  const outcome = madeUpOutcome([0, 1], { convnet: [0.1, 0.9], forest: [0.2, 0.8], nearest: [0.9, 0.9] });
  const scores = outcome.models.map((model) => scoreModel(model, outcome));
  expect(ranked(scores).map(({ id }) => id)).toEqual(['forest', 'convnet', 'nearest']);
});

test('guessing is one class in so many, and a frequent class is worth a word', () => {
  expect(chanceSentence(madeUpOutcome([0, 1, 0, 1], {}))).toBe('Guessing gets 50\u202f%.');
  expect(chanceSentence(madeUpOutcome([0, 0, 0, 1], {}))).toBe(
    'Guessing gets 50\u202f%; always naming the most frequent class, 75\u202f%.',
  );
});

test('few drawings are said to tell little', () => {
  expect(fewnessSentence(20)).toContain('each worth 5.0\u202f% of the score');
  expect(fewnessSentence(20)).toContain('so few drawings can tell so little');
  expect(fewnessSentence(400)).not.toContain('so little');
});

test('the out-of-bag score is explained with its number', () => {
  expect(outOfBagSentence(0.913, 128)).toContain('91.3\u202f% of the 128');
});
