import { describe, expect, it } from 'vitest';
import { differenceInterval, judge, judgeBest } from '../../../src/core/then-and-now/judge.ts';

const at = (value: number, trainDrawings: number, by = 0.01) => ({
  value: { value, low: value - by, high: value + by },
  trainDrawings,
  testDrawings: 1000,
});

describe('judge', () => {
  it.each([
    ['the same value', 0.9, 2000, 0.9, 2000, 'reproduced'],
    ['a difference within the margin, and surely so', 0.9, 2000, 0.913, 2000, 'reproduced'],
    [
      'intervals that overlap, but a difference that does not hold zero',
      0.9,
      2000,
      0.916,
      2000,
      'higher here',
    ],
    ['a higher value', 0.9, 2000, 0.95, 2000, 'higher here'],
    ['a lower value', 0.9, 2000, 0.85, 2000, 'lower here'],
    ['a lower value with a few drawings less', 0.9, 2000, 0.85, 1600, 'lower here'],
    ['a lower value with far fewer drawings, which may be why', 0.9, 5000, 0.85, 1600, 'not comparable'],
    ['a higher value with far fewer drawings', 0.9, 5000, 0.95, 1600, 'higher here'],
    ['as good a value with far fewer drawings', 0.9, 5000, 0.9, 1600, 'reproduced'],
    ['a higher value with far more drawings, which may be why', 0.9, 500, 0.95, 2000, 'not comparable'],
    ['a lower value with far more drawings', 0.9, 500, 0.85, 2000, 'lower here'],
  ] as const)('of %s', (_, then, thenDrawings, now, nowDrawings, verdict) => {
    expect(judge(at(then, thenDrawings), at(now, nowDrawings))).toBe(verdict);
  });

  it('calls reproduced what is surely within three points, and the rest not told apart', () => {
    // The 90 % interval of the difference is 0.8392 times the 95 % one, whose half-width is the square root of 2 times `by`.
    const verdict = (difference: number, by: number) =>
      judge(at(0.9, 2000, by), at(0.9 + difference, 2000, by));
    expect(verdict(0, 0.0252)).toBe('reproduced'); // 0.0299
    expect(verdict(0, 0.0254)).toBe('not told apart'); // 0.0301
    expect(verdict(-0.012, 0.015)).toBe('reproduced'); // -0.0298
    expect(verdict(-0.0125, 0.015)).toBe('not told apart'); // -0.0303
    expect(verdict(0, 0.2)).toBe('not told apart');
  });

  it('compares nothing with what is not here', () => {
    expect(judge(at(0.9, 2000), undefined)).toBe('not comparable');
  });
});

describe('differenceInterval', () => {
  it("is Newcombe's example: 56/70 - 48/80 with Wilson's intervals", () => {
    // Newcombe (1998), table II, case (a), method 10: 0.2 (0.0524 to 0.3339).
    const a = { value: 56 / 70, low: 0.6921, high: 0.8769 };
    const b = { value: 48 / 80, low: 0.4904, high: 0.7004 };
    const { value, low, high } = differenceInterval(a, b);
    expect(value).toBeCloseTo(0.2, 10);
    expect(low).toBeCloseTo(0.0524, 3);
    expect(high).toBeCloseTo(0.3339, 3);
  });
});

describe('judgeBest', () => {
  it('lets the old winner stand while the test cannot tell it from the new one', () => {
    expect(judgeBest(undefined)).toBe('reproduced');
    expect(judgeBest(0.05)).toBe('not told apart');
    expect(judgeBest(0.049)).toBe('not reproduced');
  });
});
