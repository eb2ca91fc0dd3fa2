import { expect, test } from 'vitest';
import { dealByDifficulty, dealWords } from '../../../src/activities/play/deal-words.ts';
import { createRandom } from '../../../src/core/random.ts';

const WORDS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];

test('no word comes twice in a game', () => {
  const random = createRandom(1);
  for (let game = 0; game < 50; game++) expect(new Set(dealWords(WORDS, [], 6, random)).size).toBe(6);
});

test('what the last game left out comes now', () => {
  const random = createRandom(2);
  const dealt = dealWords(WORDS, ['a', 'b', 'c', 'd', 'e', 'f'], 6, random);
  expect(dealt).toEqual(expect.arrayContaining(['g', 'h', 'i', 'j']));
  expect(new Set(dealt).size).toBe(6);
});

test('the order is another one with another seed, and every word takes every place', () => {
  const first = new Set(
    Array.from({ length: 200 }, (_, seed) => dealWords(WORDS, [], 6, createRandom(seed))[0]),
  );
  expect(first.size).toBe(WORDS.length);
});

test('of too few words each comes as often as the others, or once more, and never twice running', () => {
  for (const words of [
    ['a', 'b'],
    ['a', 'b', 'c', 'd'],
  ])
    for (let seed = 0; seed < 50; seed++) {
      const dealt = dealWords(words, ['a'], 6, createRandom(seed));
      expect(dealt).toHaveLength(6);
      const counts = words.map((word) => dealt.filter((each) => each === word).length);
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
      dealt.slice(1).forEach((word, i) => expect(word).not.toBe(dealt[i]));
    }
});

test('by difficulty, two words come of each third, from easy to hard, and none of the last game', () => {
  const words = Array.from({ length: 12 }, (_, i) => `word ${i}`);
  const recall = Object.fromEntries(words.map((word, i) => [word, ((i * 5) % 12) / 12]));
  const third = (word: string) => Math.floor((11 - 12 * (recall[word] as number)) / 4);
  for (let seed = 0; seed < 50; seed++) {
    const deal = dealByDifficulty(recall);
    const first = deal(words, [], 6, createRandom(seed));
    expect(first.map((word) => Math.round(third(word)))).toEqual([0, 0, 1, 1, 2, 2]);
    const next = deal(words, first, 6, createRandom(seed));
    expect(new Set([...first, ...next]).size).toBe(12);
  }
});
