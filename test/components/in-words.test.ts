import { expect, test } from 'vitest';
import { inWords } from '../../src/components/in-words.ts';

test.each([
  [0, 'no'],
  [6, 'six'],
  [12, 'twelve'],
  [13, '13'],
])('%i is written "%s"', (count, text) => {
  expect(inWords(count)).toBe(text);
});
