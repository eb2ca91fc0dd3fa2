/** Parity with scipy and mpmath: `test/fixtures/statistics.json` quotes the calls that made it. */
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/core/random.ts';
import {
  mcnemarExact,
  percentileInterval,
  quantile,
  stratifiedBootstrap,
  studentCritical,
  tInterval,
} from '../../src/core/statistics.ts';
import fixture from '../fixtures/statistics.json' with { type: 'json' };

/** Within 1e-12 of the expected value, relative to it. */
const close = (got: number, expected: number) => expect(Math.abs(got / expected - 1)).toBeLessThan(1e-12);

describe('statistics', () => {
  it.each(fixture.studentCritical)(
    'studentCritical($confidence, $degrees) equals the quantile found with mpmath',
    ({ confidence, degrees, value }) => close(studentCritical(confidence, degrees), value),
  );

  it.each(fixture.tInterval)(
    'tInterval of $values equals the mean and the standard error by scipy',
    (expected) => {
      const { value, low, high } = tInterval(expected.values, expected.confidence);
      close(value, expected.value);
      close(low, expected.low);
      close(high, expected.high);
    },
  );

  it('tInterval of one value has no width, and of none is an error', () => {
    expect(tInterval([0.9])).toEqual({ value: 0.9, low: 0.9, high: 0.9 });
    expect(() => tInterval([])).toThrow(/no values/);
  });

  it.each(fixture.mcnemarExact)('mcnemarExact($b, $c) equals scipy.stats.binomtest', ({ b, c, value }) =>
    close(mcnemarExact(b, c), value),
  );

  it('mcnemarExact sees no difference where there is none', () => {
    expect(mcnemarExact(0, 0)).toBe(1);
    expect(mcnemarExact(7, 7)).toBe(1);
    expect(() => mcnemarExact(1.5, 2)).toThrow(/1.5, expected a whole number/);
  });

  it.each(fixture.quantile.points)('quantile at $p equals numpy.quantile', ({ p, value }) => {
    expect(quantile(fixture.quantile.values, p)).toBeCloseTo(value, 12);
  });

  it('percentileInterval always holds the value itself', () => {
    expect(percentileInterval(9, Float64Array.of(3, 1, 2))).toEqual({ value: 9, low: 1.05, high: 9 });
    expect(percentileInterval(0, Float64Array.of(3, 1, 2))).toEqual({ value: 0, low: 0, high: 2.95 });
  });

  it('stratifiedBootstrap keeps the number of drawings of every class, and varies which', () => {
    const labels = Uint8Array.of(0, 2, 2, 0, 2, 2, 2);
    const bootstrap = stratifiedBootstrap(labels, createRandom(1));
    const seen = new Set<string>();
    const totals = new Float64Array(labels.length);
    for (let b = 0; b < 4000; b++) {
      const weights = bootstrap.next();
      expect(weights[0]! + weights[3]!).toBe(2);
      expect(weights.reduce((sum, weight) => sum + weight, 0)).toBe(7);
      weights.forEach((weight, i) => {
        totals[i]! += weight;
      });
      seen.add(weights.join());
    }
    expect(seen.size).toBeGreaterThan(100);
    for (const total of totals) expect(Math.abs(total / 4000 - 1)).toBeLessThan(0.06);
  });
});
