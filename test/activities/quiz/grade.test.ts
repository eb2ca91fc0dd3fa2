import { expect, test } from 'vitest';
import { type Answer, fairSentence, scores } from '../../../src/activities/quiz/grade.ts';
import type { ExhibitSet } from '../../../src/charts/exhibit-set.ts';
import { packShares } from '../../../src/charts/exhibit-shares.ts';

/** Ten cats; the forest reads the first `forest` of them rightly, the convnet the first `convnet`. */
function cats(forest: number, convnet: number): ExhibitSet {
  const shares = (right: number) => [
    packShares(
      Array.from({ length: 10 }, (_, i) => (i < right ? [0.9, 0.1] : [0.1, 0.9])),
      3,
    ),
    '',
  ];
  return {
    classes: ['cat', 'sheep'].map((name) => ({ name, file: '', count: 10, blocked: [] })),
    decimals: 3,
    shares: { forest: shares(forest), convnet: shares(convnet) },
  };
}
/** The reader gets the last `right` of the ten. */
const answers = (right: number): Answer[] =>
  Array.from({ length: 10 }, (_, index) => ({
    exhibit: { classIndex: 0, index },
    said: index >= 10 - right ? 0 : 1,
  }));

test('the reader comes first, and every model is scored on the same drawings', () => {
  expect(scores(cats(4, 9), answers(7)).map(({ who, right, of }) => [who, right, of])).toEqual([
    ['you', 7, 10],
    ['forest', 4, 10],
    ['convnet', 9, 10],
  ]);
});

test('the interval is Wilson’s', () => {
  // statsmodels.stats.proportion.proportion_confint(7, 10, method='wilson')
  const [you] = scores(cats(4, 9), answers(7));
  expect(you?.share.low).toBeCloseTo(0.39677, 4);
  expect(you?.share.high).toBeCloseTo(0.89221, 4);
});

test('nothing can be said of no answers', () => {
  expect(() => scores(cats(4, 9), [])).toThrow(RangeError);
});

test.each([
  // 3 only the reader got, 1 only the convnet: p = 0.625 by scipy.stats.binomtest(1, 4).
  [
    cats(0, 7),
    9,
    /^You read more .* the convolutional network\. But 10 drawings cannot settle it: of the 4 .* 3 were yours.*p = 0\.63/,
  ],
  [
    cats(0, 9),
    7,
    /^The best model, the convolutional network, is ahead of you\. But .* of the 4 .* 1 was yours.*p = 0\.63/,
  ],
  [
    cats(5, 2),
    5,
    /^You and the best model, the random forest, are level\..* of the 10 .* 5 were yours.*p = 1\.00/,
  ],
  [cats(0, 0), 10, /^You read more .* You disagreed about 10 drawings.*p = 0\.002/],
  [cats(0, 10), 10, /are level\. You two got the very same drawings right\.$/],
])('what the scores can tell is said fairly', (set, right, sentence) => {
  expect(fairSentence(set, answers(right))).toMatch(sentence);
});
