import { describe, expect, it } from 'vitest';
import { comparableSizes, rowAt, variantsGeometry } from '../../src/charts/variants.ts';
import { formatPValue, hasDifferences, variantsData } from '../../src/charts/variants-data.ts';
import type { SweepResult } from '../../src/core/results.ts';
import { smallSweep } from '../fixtures/small-sweep.ts';

const then = [{ variant: 'uniform-1', accuracy: 0.8488 }];
const data = variantsData(smallSweep(), { then });

/** The small sweep with the difference of every two, that of the accuracies, give or take half a point. */
function pairedSweep(): SweepResult {
  const sweep = smallSweep();
  const differences = sweep.variants.flatMap((a, i) =>
    sweep.variants.slice(i + 1).map((b) => {
      const value = a.accuracy.value - b.accuracy.value;
      return {
        a: a.id,
        b: b.id,
        difference: { value, low: value - 0.005, high: value + 0.005 },
        pValue: 0.04,
      };
    }),
  );
  return { ...sweep, differences };
}
const paired = variantsData(pairedSweep());

describe('variantsData', () => {
  it('turns McNemar’s test to the side of the row', () => {
    const against = (reference: string, id: string) =>
      variantsData(smallSweep(), { reference }).rows.find((row) => row.id === id)?.against;
    expect(against('uniform-5', 'uniform-1')).toEqual({ better: 3, worse: 21, pValue: 0.0003 });
    expect(against('uniform-1', 'uniform-5')).toEqual({ better: 21, worse: 3, pValue: 0.0003 });
    expect(against('uniform-5', 'uniform-5')).toBeNull();
    expect(against('uniform-5', 'distance-9')).toBeNull();
  });

  it('turns the difference to the side of the row, and tells where all are known', () => {
    const of = (reference: string, id: string) =>
      variantsData(pairedSweep(), { reference }).rows.find((row) => row.id === id)?.difference;
    expect(of('uniform-5', 'uniform-1')?.value).toBeCloseTo(-0.03, 12);
    expect(of('uniform-1', 'uniform-5')).toMatchObject({
      value: expect.closeTo(0.03, 12),
      low: expect.closeTo(0.025, 12),
      high: expect.closeTo(0.035, 12),
      pValue: 0.04,
    });
    expect(of('uniform-5', 'uniform-5')).toBeNull();
    expect([hasDifferences(paired), hasDifferences(data)]).toEqual([true, false]);
    const missing = {
      ...paired,
      rows: paired.rows.map((row, i) => (i === 0 ? { ...row, difference: null } : row)),
    };
    expect(hasDifferences(missing)).toBe(false);
  });

  it('compares with the chosen variant unless told otherwise, and ranks on request', () => {
    expect(data.reference).toBe('uniform-5');
    expect(data.rows[0]?.id).toBe('uniform-1');
    const { rows } = variantsData(smallSweep(), { ranked: true });
    expect(rows.map(({ accuracy }) => accuracy.value)).toEqual([0.935, 0.93, 0.925, 0.92, 0.9, 0.9]);
  });

  it('refuses a reference that is not there', () => {
    expect(() => variantsData(smallSweep(), { reference: 'k' })).toThrow('small-k has no variant "k"');
  });
});

describe.each([
  ['wide', { widthPx: 720, stacked: false }],
  ['narrow', { widthPx: 343, stacked: true }],
])('variantsGeometry, %s', (_, options) => {
  const geometry = variantsGeometry(data, { ...options, view: 'accuracy' });

  it('keeps dots and whiskers inside the plot and inside their row', () => {
    for (const { dots, top, height } of geometry.rows)
      for (const { x, y, whisker } of dots) {
        expect(y).toBeGreaterThan(top);
        expect(y).toBeLessThan(top + height);
        for (const at of [x, ...(whisker ?? [])]) {
          expect(at).toBeGreaterThanOrEqual(geometry.plot.left);
          expect(at).toBeLessThanOrEqual(geometry.plot.right);
        }
      }
    expect(geometry.rows.at(-1)?.dots[0]?.y).toBeLessThan(geometry.heightPx);
  });

  it('draws the guide through the reference', () => {
    const reference = geometry.rows[1]?.dots[0];
    expect(geometry.guide).toEqual({ x: reference?.x, band: reference?.whisker });
  });

  it('sets names clear of the dots and of the numbers', () => {
    for (const { row, name, text, dots } of geometry.rows) {
      expect(name.x + row.label.length * 7).toBeLessThan(text.x - text.value.length * 7);
      const [first] = dots;
      if (options.stacked) expect(name.y + 8).toBeLessThan(first?.y ?? 0);
      else expect(name.x + row.label.length * 7).toBeLessThan(geometry.plot.left + 8);
    }
  });

  it('finds the row at a height', () => {
    geometry.rows.forEach(({ top }, i) => {
      expect(rowAt(geometry, top + 1)).toBe(i);
    });
    expect(rowAt(geometry, -10)).toBe(0);
    expect(rowAt(geometry, geometry.heightPx + 10)).toBe(geometry.rows.length - 1);
  });
});

describe.each([
  ['wide', { widthPx: 720, stacked: false }],
  ['narrow', { widthPx: 343, stacked: true }],
])('the view of differences, %s', (_, options) => {
  const geometry = variantsGeometry(paired, { ...options, view: 'difference' });
  const { left, right } = geometry.plot;

  it('sets the reference on the line at zero, and each row on its side of it', () => {
    const zero = geometry.guide?.x ?? Number.NaN;
    expect(geometry.guide?.band).toBeNull();
    for (const { row, dots } of geometry.rows) {
      expect(dots).toHaveLength(1);
      expect(Math.sign(Math.round((dots[0]?.x ?? 0) - zero))).toBe(Math.sign(row.difference?.value ?? 0));
      expect(dots[0]?.whisker === undefined).toBe(row.id === 'uniform-5');
    }
    const [, , , , fifth] = geometry.rows; // 0.5 points above, give or take as much
    expect(fifth?.dots[0]?.whisker?.[0]).toBeCloseTo(zero, 6);
  });

  it('writes signed points, and who is the reference', () => {
    expect(geometry.rows.map(({ text }) => text.value)).toEqual([
      '−3.0',
      'reference',
      '−1.0',
      '−3.0',
      '+0.5',
      '−0.5',
    ]);
    expect(geometry.title).toBe('Difference in points');
    expect(geometry.ticks.map(({ text }) => text)).toContain('0');
    expect(geometry.ticks.map(({ text }) => text)).toContain('−2');
  });

  it('keeps dots and whiskers inside the plot', () => {
    for (const { x, whisker } of geometry.rows.flatMap(({ dots }) => dots))
      for (const at of [x, ...(whisker ?? [])]) {
        expect(at).toBeGreaterThanOrEqual(left);
        expect(at).toBeLessThanOrEqual(right);
      }
  });
});

describe('variantsGeometry', () => {
  it('has no view of differences where one is missing', () => {
    expect(() => variantsGeometry(data, { widthPx: 720, stacked: false, view: 'difference' })).toThrow(
      'a difference to "uniform-5" is missing',
    );
  });

  it('shows validation and 2017 in lanes of their own', () => {
    const { rows, key } = variantsGeometry(data, { widthPx: 720, stacked: false, view: 'accuracy' });
    expect(key).toEqual(['validation', '2017']);
    const [validation, old] = rows[0]?.dots ?? [];
    expect([validation?.kind, old?.kind]).toEqual(['validation', '2017']);
    expect(old?.x).toBeLessThan(validation?.x ?? 0);
    expect(old?.y).toBeGreaterThan(validation?.y ?? 0);
    expect(rows[1]?.dots).toHaveLength(1);
  });

  it.each([
    ['size', '1,254,400'],
    ['time', '0.02\u202fs'],
  ] as const)('shows %s as one dot without interval', (view, text) => {
    const { rows, guide } = variantsGeometry(data, { widthPx: 720, stacked: false, view });
    expect(rows[0]?.dots.map(({ kind, whisker }) => [kind, whisker])).toEqual([['amount', undefined]]);
    expect(rows[0]?.text.value).toBe(text);
    expect(guide?.band).toBeNull();
  });

  it('gives sizes of several units no common axis', () => {
    const sweep: SweepResult = smallSweep();
    const first = sweep.variants[0];
    if (first) first.size = { count: 5, unit: 'nodes' };
    const mixed = variantsData(sweep);
    expect([comparableSizes(data), comparableSizes(mixed)]).toEqual([true, false]);
    expect(() => variantsGeometry(mixed, { widthPx: 720, stacked: false, view: 'size' })).toThrow(
      'of several units',
    );
  });
});

describe('formatPValue', () => {
  it.each([
    [0, 'p < 0.0001'],
    [0.00031, 'p = 0.0003'],
    [0.0312, 'p = 0.031'],
    [0.5, 'p = 0.50'],
    [1, 'p = 1.00'],
  ])('%f is "%s"', (pValue, text) => {
    expect(formatPValue(pValue)).toBe(text);
  });
});
