import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { Word } from '../../../src/components/words/word.ts';
import { packWords, unpackWords } from '../../../src/components/words/word-list.ts';

const index = JSON.parse(readFileSync('public/exhibits/words/index.json', 'utf8')) as Word[];

it('gives back all 345 words as the index of their sprites has them', () => {
  expect(index).toHaveLength(345);
  expect(unpackWords(packWords(index))).toEqual(index);
});

it('is short enough to stand in the page', () => {
  expect(packWords(index).length).toBeLessThan(5000);
});
