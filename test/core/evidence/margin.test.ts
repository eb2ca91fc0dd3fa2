import { describe, expect, it } from 'vitest';
import { greatest, topTwo } from '../../../src/core/evidence/margin.ts';

describe('greatest and topTwo', () => {
  it.each([
    [
      [0.2, 0.8],
      [1, 0],
    ],
    [
      [0.5, 0.5],
      [0, 1],
    ],
    [
      [-3, -1, -2],
      [1, 2],
    ],
    [
      [0.4, 0.1, 0.4, 0.1],
      [0, 2],
    ],
  ])('of %j are %j', (values, expected) => {
    expect(topTwo(values)).toEqual(expected);
    expect(greatest(values)).toBe(expected[0]);
  });
});
