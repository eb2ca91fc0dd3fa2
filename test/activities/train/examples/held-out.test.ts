import { describe, expect, it, test } from 'vitest';
import {
  heldOutSentence,
  testCount,
  whatTestsTell,
} from '../../../../src/activities/train/examples/held-out.ts';

describe('heldOutSentence', () => {
  it.each([
    [80, 0.2, null, '80 drawings: 64 to learn from, 16 to test on'],
    [80, 0.2, 5, '80 drawings: 5 to learn from, 16 to test on, 59 put aside'],
    [10, 0.1, null, '10 drawings: 5 to learn from, 5 to test on'],
    [6, 0.5, 20, '6 drawings: 1 to learn from, 5 to test on'],
    [1, 0.2, null, '1 drawing: at least 6 are needed'],
  ])('of %i drawings, %f held out, at most %s to learn from', (count, heldOut, perClass, expected) => {
    expect(heldOutSentence(count, { heldOut, perClass })).toBe(expected);
  });
});

test('the drawings to test on are those of all classes', () => {
  expect(testCount([80, 10, 3], 0.2)).toBe(16 + 5);
});

describe('whatTestsTell', () => {
  it('says nothing of nothing', () => {
    expect(whatTestsTell(0)).toBe('');
  });
  // statsmodels' proportion_confint(29, 32, method="wilson") is (0.7578, 0.9676).
  it('gives the interval of nine right in ten', () => {
    expect(whatTestsTell(32)).toMatch(/32 drawings to test on.* gets 29 of them right .* 76 to 97\u00a0%/);
  });
  it.each([
    [10, /rumour/],
    [40, /fair guess/],
    [720, /\(95\u00a0% interval\)\.$/],
  ])('says what %i tests are worth', (tests, expected) => {
    expect(whatTestsTell(tests)).toMatch(expected);
  });
});
