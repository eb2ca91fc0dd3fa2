import { describe, expect, it } from 'vitest';
import { sortWords } from '../../../src/activities/words/sort-words.ts';
import { fetchWord, wordFacts } from '../../../src/activities/words/word-facts.ts';
import { wordRows } from '../../../src/activities/words/word-row.ts';
import { drawingSheet } from '../../../src/core/drawing-sheet.ts';
import { readSprite } from '../../../src/core/read-sprite.ts';
import type { GameResult } from '../../../src/core/results.ts';

const WORDS = ['ant', 'hot dog', 'cat', 'Zoo'];
const exhibit = (row: number, rank: number, answers: [number, number][]) => ({
  row,
  rank,
  answers,
  at: [0, 0] as [number, number],
});
/** What these parts read of a game's results. */
const result = {
  dataset: { classes: WORDS.map((name) => ({ name })) },
  words: [
    {
      right: 70,
      inThree: 90,
      inFive: 95,
      confidence: 0.6,
      takenFor: [
        [1, 20],
        [2, 6],
        [3, 3],
        [0, 1],
      ],
      nearest: [2, 1],
    },
    { right: 10, inThree: 20, inFive: 30, confidence: 0.1, takenFor: [[0, 90]], nearest: [0] },
    { right: 99, inThree: 99, inFive: 99, confidence: 0.9, takenFor: [], nearest: [3] },
    { right: 70, inThree: 80, inFive: 95, confidence: 0.6, takenFor: [[0, 30]], nearest: [2] },
  ],
  order: [2, 0, 3, 1],
  exhibits: [
    [
      exhibit(4, 2, [
        [1, 0.6],
        [0, 0.3],
      ]),
      exhibit(7, 1, [[0, 0.5]]),
      exhibit(9, 1, [[0, 0.8]]),
    ],
    [exhibit(3, 5, [[0, 0.9]])],
    [],
    [exhibit(2, 1, [[3, 0.7]])],
  ],
} as unknown as GameResult;
const rows = wordRows(result);

describe('wordRows', () => {
  it('tells by name what a word is taken for, and shows of it what is known best', () => {
    expect(rows[0]).toEqual({
      word: 'ant',
      right: 70,
      inThree: 90,
      takenFor: [
        ['hot dog', 20],
        ['cat', 6],
        ['Zoo', 3],
      ],
      alike: ['cat', 'hot dog'],
      place: 1,
      shown: [9, 7],
    });
    expect(rows.map(({ shown }) => shown)).toEqual([
      [9, 7],
      [3, 3],
      [0, 0],
      [2, 2],
    ]);
  });
});

it.each([
  ['name', ['ant', 'cat', 'hot dog', 'Zoo']],
  ['worst', ['hot dog', 'Zoo', 'ant', 'cat']],
  ['best', ['cat', 'ant', 'Zoo', 'hot dog']],
  ['family', ['cat', 'ant', 'Zoo', 'hot dog']],
] as const)('words are put in the order "%s"', (order, expected) => {
  expect(sortWords(rows, order).map(({ word }) => word)).toEqual(expected);
});

it('wordFacts puts the drawings that are known best first', () => {
  const { word, drawings } = wordFacts(result, 0);
  expect(word).toBe('ant');
  expect(drawings.map(({ row }) => row)).toEqual([9, 7, 4]);
  expect(drawings[2]?.answers).toEqual([
    ['hot dog', 0.6],
    ['ant', 0.3],
  ]);
});

describe('fetchWord', () => {
  const answer =
    (body: string, status = 200) =>
    async () =>
      new Response(body, { status });

  it('gives what the server has', async () => {
    const facts = wordFacts(result, 0);
    expect(await fetchWord('ant', 'x', answer(JSON.stringify([wordFacts(result, 1), facts])))).toEqual(facts);
  });

  it.each([
    [answer('', 404), 'the server answers 404'],
    [answer('<html>'), 'not about this word'],
    [answer(JSON.stringify([wordFacts(result, 1)])), 'not about this word'],
    [answer('null'), 'not about this word'],
    [() => Promise.reject(new TypeError('offline')), 'Is there a connection?'],
  ])('says why there is nothing', async (get, words) => {
    await expect(fetchWord('ant', 'x', get)).rejects.toThrow(words);
  });
});

it('a sheet of drawings can be read like any sprite', () => {
  const drawings = Array.from({ length: 13 }, (_, n) =>
    Float32Array.from({ length: 784 }, (_, i) => ((n + i) % 16) / 15),
  );
  const cells = readSprite(drawingSheet(drawings, 10), 13, 'wall');
  for (const [n, cell] of cells.entries())
    for (const i of [0, 27, 28, 400, 783]) expect(cell[i]).toBeCloseTo(drawings[n]?.[i] ?? -1, 2);
});
