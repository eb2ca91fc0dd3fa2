import { describe, expect, it } from 'vitest';
import type { ThenAndNowRow } from '../../../src/core/then-and-now/row.ts';
import { domainOf, rangeMark } from '../../../src/figures/ThenAndNow/range-marks.ts';

const measured = (low: number, value: number, high: number) => ({
  value: { low, value, high },
  trainDrawings: 1,
  testDrawings: 1,
});
const row = (now?: ThenAndNowRow['now']): ThenAndNowRow => ({
  name: 'Forest',
  model: 'forest',
  unit: 'share',
  then: measured(0.85, 0.87, 0.89),
  now,
  verdict: 'reproduced',
});

describe('domainOf', () => {
  it('fits every interval, to whole steps', () => {
    const domain = domainOf([row(), row(measured(0.86, 0.9, 0.93))], 0.02);
    expect(domain.low).toBeCloseTo(0.84);
    expect(domain.high).toBeCloseTo(0.94);
  });

  it('does not widen what ends on a step', () => {
    const { low, high } = domainOf([{ ...row(), then: measured(0.3, 0.5, 0.7) }], 0.1);
    expect([low, high].map((v) => v.toFixed(6))).toEqual(['0.300000', '0.700000']);
  });

  it('refuses no rows', () => {
    expect(() => domainOf([], 0.02)).toThrow('expected at least one row');
  });
});

describe('rangeMark', () => {
  it('runs from inset to inset', () => {
    const domain = { low: 0.8, high: 1 };
    expect(rangeMark({ value: 0.9, low: 0.8, high: 1 }, domain, 150)).toEqual({ x: 75, from: 5, to: 145 });
  });

  it('has a place also where all values are one', () => {
    expect(rangeMark({ value: 0.5, low: 0.5, high: 0.5 }, { low: 0.5, high: 0.5 }, 150).x).toBe(5);
  });
});
