import { describe, expect, it } from 'vitest';
import { inkAbove } from '../../src/components/ink-above.ts';

describe('inkAbove', () => {
  it.each([
    [0, 'any ink'],
    [0.5 / 255, 'any ink'],
    [1 / 255, 'more than a trace of ink'], // the faintest grey says no
    [0.0149, 'more than a trace of ink'],
    [0.015, 'more than 2 % ink'],
    [0.42, 'more than 42 % ink'],
    [0.99, 'more than 99 % ink'],
    [253 / 255, 'more than 99 % ink'],
    [253.9 / 255, 'nearly full ink'],
    [Math.fround(254 / 255), 'full ink'],
    [254.5 / 255, 'full ink'],
  ])('says of a threshold of %d: %s', (threshold, words) => {
    expect(inkAbove(threshold).replace('\u202f', ' ')).toBe(words);
  });
});
