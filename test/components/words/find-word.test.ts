import { expect, it } from 'vitest';
import { findWord } from '../../../src/components/words/find-word.ts';

it.each([
  ['cat', 0],
  [' the eiffel TOWER ', 1],
  ['tower', -1],
  ['', -1],
  ['  ', -1],
])('finds what was typed as %j at %i', (typed, index) => {
  expect(findWord(['cat', 'The Eiffel Tower', ''], typed)).toBe(index);
});
