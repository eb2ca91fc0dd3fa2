import { describe, expect, it } from 'vitest';
import { ordinal, wordPlace } from '../../../src/activities/draw/word-place.ts';

const CLASSES = ['cat', 'The Eiffel Tower', 'teapot', 'tea cup'];
const SHARES = [0.6, 0.25, 0.1, 0.05];

describe('wordPlace', () => {
  it.each([
    ['', SHARES, ''],
    ['cat', SHARES, '“cat” is its first answer, with 60\u00a0%.'],
    [' The eiffel tower ', SHARES, '“The Eiffel Tower” is its 2nd answer of 4, with 25\u00a0%.'],
    ['teapot', null, 'Draw it, and here you see how likely it seems.'],
    ['tea', SHARES, 'Do you mean “teapot” or “tea cup”?'],
    ['unicorn', SHARES, '“unicorn” is none of the 4 words.'],
  ])('of %j says where it stands', (typed, shares, sentence) => {
    expect(wordPlace(typed, CLASSES, shares)).toBe(sentence);
  });
});

it('ordinal ends as English does', () => {
  expect([1, 2, 3, 4, 11, 12, 13, 21, 102, 111, 345].map(ordinal)).toEqual([
    '1st',
    '2nd',
    '3rd',
    '4th',
    '11th',
    '12th',
    '13th',
    '21st',
    '102nd',
    '111th',
    '345th',
  ]);
});
