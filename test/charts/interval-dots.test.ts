import { describe, expect, it } from 'vitest';
import { type DotRow, dotDomain, dotGeometry, pointsDomain } from '../../src/charts/interval-dots.ts';

const row = (value: number, low: number, high: number, then?: number): DotRow => ({
  id: String(value),
  label: 'a',
  color: 'red',
  value,
  low,
  high,
  then,
});

describe('dotDomain', () => {
  it.each<[string, DotRow[], [number, number]]>([
    ['a narrow range to twentieths', [row(0.82, 0.81, 0.84)], [0.8, 0.85]],
    ['a wide range to tenths', [row(0.55, 0.52, 0.6), row(0.9, 0.88, 0.93)], [0.5, 1]],
    ['the value to compare with', [row(0.82, 0.81, 0.84, 0.91)], [0.8, 0.95]],
    ['ends that are round already', [row(0.85, 0.8, 0.9)], [0.8, 0.9]],
    ['a single certain value', [row(1, 1, 1)], [0.95, 1]],
    ['a single impossible one', [row(0, 0, 0)], [0, 0.05]],
  ])('fits %s', (_, rows, expected) => {
    expect(dotDomain(rows)).toEqual(expected);
  });
});

describe('pointsDomain', () => {
  it.each<[string, DotRow[], [number, number]]>([
    ['differences above zero', [row(0.012, 0.004, 0.019)], [0, 0.02]],
    ['differences on both sides', [row(0.012, -0.004, 0.03), row(-0.01, -0.02, 0)], [-0.02, 0.03]],
    ['no difference at all', [row(0, 0, 0)], [-0.01, 0.01]],
  ])('holds zero and %s', (_, rows, expected) => {
    expect(pointsDomain(rows)).toEqual(expected);
  });
});

describe('dotGeometry', () => {
  const options = { widthPx: 400, labelPx: 100, numberPx: 100, domain: [0.6, 1] as const, thenName: '’17' };

  it('sets dots, intervals and the value to compare with on one scale', () => {
    const { rows, plot, heightPx } = dotGeometry([row(0.8, 0.7, 0.9, 0.6), row(1, 0.9, 1)], options);
    expect(rows.map((r) => [r.from, r.x, r.to, r.thenX])).toEqual([
      [150, 200, 250, 100],
      [250, 300, 300, null],
    ]);
    expect(rows.every((r) => r.y > plot.top && r.y < plot.bottom)).toBe(true);
    expect(heightPx).toBeGreaterThan(plot.bottom);
  });

  it('writes the numbers out', () => {
    const [first, second] = dotGeometry([row(0.8, 0.7, 0.9, 0.6), row(1, 0.9, 1)], options).rows;
    expect([first?.number, first?.detail]).toEqual(['80.0\u202f%', '70.0–90.0 · ’17\u202f60.0']);
    expect(second?.detail).toBe('90.0–100.0');
  });

  it('writes differences in points with their signs, on an axis that holds zero', () => {
    const { rows, ticks, guide } = dotGeometry([row(0.012, 0.004, 0.02), row(-0.004, -0.01, 0.0003)], {
      widthPx: 500,
      labelPx: 100,
      numberPx: 100,
      unit: 'points',
      guide: { value: 0, text: '' },
    });
    expect(rows.map(({ number, detail }) => [number, detail])).toEqual([
      ['+1.2', '+0.4 to +2.0'],
      ['−0.4', '−1.0 to +0.03'],
    ]);
    expect(guide?.x).toBe(200);
    expect(rows.map(({ from, to }) => [from < 200, to > 200])).toEqual([
      [false, true],
      [true, true],
    ]);
    expect(ticks.map(({ text }) => text)).toEqual(['−1.0', '−0.5', '0.0', '+0.5', '+1.0', '+1.5', '+2.0']);
  });

  it('refuses to plot nothing', () => {
    expect(() => dotGeometry([], { widthPx: 1, labelPx: 0, numberPx: 0 })).toThrow('at least one row');
  });
});
