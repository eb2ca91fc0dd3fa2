import { expect, it } from 'vitest';
import { packConfusion, unpackConfusion } from '../../../../src/activities/words/confusion/confusion-data.ts';
import type { GameResult } from '../../../../src/core/results.ts';

const result = {
  dataset: { classes: [{ name: 'ant' }, { name: 'bee' }, { name: 'cat' }, { name: 'dog' }] },
  words: [
    {
      right: 5,
      takenFor: [
        [1, 4],
        [3, 1],
      ],
    },
    { right: 7, takenFor: [[0, 3]] },
    { right: 10, takenFor: [] },
    {
      right: 0,
      takenFor: [
        [2, 9],
        [0, 1],
      ],
    },
  ],
  order: [0, 1, 3, 2],
  families: [{ size: 2 }, { size: 2 }],
  split: { testPerClass: 10 },
} as unknown as GameResult;

it('every test drawing has its cell, in the order of the families', () => {
  const packed = packConfusion(result);
  expect(packed.words).toEqual(['ant', 'bee', 'dog', 'cat']);
  const rows = unpackConfusion(packed).map((row) => [...row]);
  expect(rows).toEqual([
    [5, 4, 1, 0],
    [3, 7, 0, 0],
    [1, 0, 0, 9],
    [0, 0, 0, 10],
  ]);
  expect(rows.map((row) => row.reduce((a, b) => a + b))).toEqual([10, 10, 10, 10]);
});
