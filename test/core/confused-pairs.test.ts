import { expect, it } from 'vitest';
import { confusedPairs } from '../../src/core/confused-pairs.ts';
import type { GameResult } from '../../src/core/results.ts';

const result = {
  words: [
    {
      takenFor: [
        [1, 4],
        [3, 1],
      ],
    },
    { takenFor: [[0, 3]] },
    { takenFor: [] },
    {
      takenFor: [
        [2, 9],
        [0, 1],
      ],
    },
  ],
} as unknown as GameResult;

it('confusedPairs tells every pair once, those that are taken for each other most often first', () => {
  expect(confusedPairs(result)).toEqual([
    { first: 3, second: 2, there: 9, back: 0 },
    { first: 0, second: 1, there: 4, back: 3 },
    { first: 0, second: 3, there: 1, back: 1 },
  ]);
});
