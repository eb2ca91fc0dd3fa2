import { describe, expect, it } from 'vitest';
import { accuracyInterval2017, aucInterval2017 } from '../../../src/core/then-and-now/intervals.ts';

describe('accuracyInterval2017', () => {
  it('is as wide as the test was small', () => {
    const small = accuracyInterval2017(0.868, 500);
    expect(small.low).toBeCloseTo(0.8354, 3);
    expect(small.high).toBeCloseTo(0.8949, 3);
    const large = accuracyInterval2017(0.868, 50_000);
    expect(large.high - large.low).toBeLessThan((small.high - small.low) / 8);
  });

  it('holds a value that was rounded when it was published', () => {
    const { value, low, high } = accuracyInterval2017(0.926867, 15_000);
    expect(value).toBe(0.926867);
    expect(low).toBeLessThan(value);
    expect(high).toBeGreaterThan(value);
  });
});

describe('aucInterval2017', () => {
  it('has at 0.5 the variance of the Mann-Whitney statistic without a difference', () => {
    const { low, high } = aucInterval2017(0.5, 51, 58);
    expect((high - low) / 2 / 1.96).toBeCloseTo(Math.sqrt((51 + 58 + 1) / (12 * 51 * 58)), 10);
  });

  it('ends at 1, and is narrow for a test of 15,000', () => {
    expect(aucInterval2017(0.999, 10, 10).high).toBe(1);
    const { low, high } = aucInterval2017(0.9941655, 7497, 7503);
    expect(high - low).toBeLessThan(0.003);
    expect(low).toBeLessThan(0.9941655);
  });
});
