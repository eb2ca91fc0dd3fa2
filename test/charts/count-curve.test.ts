import { describe, expect, it } from 'vitest';
import { type CountSeries, countCurveGeometry } from '../../src/charts/count-curve.ts';

const options = { widthPx: 360, heightPx: 300, labelRoomPx: 60, most: 1 };
const line = (name: string, points: CountSeries['points']): CountSeries => ({ name, color: 'red', points });
const words = line('net', [
  { count: 2, share: 1, low: 0.9, high: 1 },
  { count: 20, share: 0.75 },
  { count: 200, share: 0.5, tick: 'all' },
]);

describe('countCurveGeometry', () => {
  it('sets counts in equal steps for equal factors, and shares in proportion', () => {
    const { xTicks, yTicks, series, plot } = countCurveGeometry([words], options);
    const [first = 0, middle = 0, last = 0] = xTicks.map(({ position }) => position);
    expect(middle - first).toBeCloseTo(last - middle, 0);
    expect(plot.left).toBeLessThan(first);
    expect(last).toBeLessThan(plot.right);
    expect(yTicks.map(({ text }) => text.replace('\u202f', ' '))).toEqual([
      '0 %',
      '20 %',
      '40 %',
      '60 %',
      '80 %',
      '100 %',
    ]);
    expect(yTicks[0]?.position).toBe(plot.bottom);
    const half = (plot.top + plot.bottom) / 2;
    expect(series[0]?.marks).toContain(`M${last},${half}h0`);
  });

  it('writes the count below the axis, or what a point says instead', () => {
    expect(countCurveGeometry([words], options).xTicks.map(({ text }) => text)).toEqual(['2', '20', 'all']);
  });

  it('draws whiskers where there are intervals, with the value above them', () => {
    const [drawn] = countCurveGeometry(
      [
        line('a', [
          { count: 1, share: 0.5, low: 0.4, high: 0.8 },
          { count: 9, share: 0.5 },
        ]),
      ],
      options,
    ).series;
    expect(drawn?.whiskers.match(/V/g)).toHaveLength(1);
    const [above, plain] = drawn?.values ?? [];
    expect(above?.text).toBe('50');
    expect(above?.y).toBeLessThan(plain?.y ?? 0);
  });

  it('gives a series of one point a mark and no line to go along', () => {
    const [, alone] = countCurveGeometry(
      [words, line('other', [{ count: 200, share: 0.2 }])],
      options,
    ).series;
    expect(alone?.marks).toMatch(/^M[\d.]+,[\d.]+h0$/);
    expect(alone?.path).not.toContain('L');
  });

  it('keeps names apart, those of guessing too', () => {
    const two = [words, line('other', [{ count: 200, share: 0.49 }])];
    const { series, chance } = countCurveGeometry(two, { ...options, chance: () => 0.48 });
    const at = [...series.map(({ label }) => label.y), chance?.label.y ?? 0].sort((a, b) => a - b);
    expect(Math.min((at[1] ?? 0) - (at[0] ?? 0), (at[2] ?? 0) - (at[1] ?? 0))).toBeGreaterThanOrEqual(15.9);
  });

  it('draws guessing as the curve that it is, from the first count to the last', () => {
    const { chance, xTicks, plot } = countCurveGeometry([words], {
      ...options,
      chance: (count) => 1 / count,
    });
    const points = [...(chance?.path.matchAll(/([\d.]+),([\d.]+)/g) ?? [])].map(([, x, y]) => [
      Number(x),
      Number(y),
    ]);
    expect(points.at(0)).toEqual([xTicks[0]?.position, (plot.top + plot.bottom) / 2]);
    expect(points.at(-1)?.[0]).toBeCloseTo(xTicks[2]?.position ?? 0, 1);
    expect(points.at(8)?.[1]).toBeCloseTo(plot.bottom - (plot.bottom - plot.top) / 20, 0); // one in twenty, halfway
    expect(countCurveGeometry([words], options).chance).toBeNull();
  });

  it('sets a single count in the middle, and throws without any', () => {
    const { xTicks, plot } = countCurveGeometry([line('a', [{ count: 5, share: 1 }])], options);
    expect(xTicks).toEqual([{ position: (plot.left + plot.right + 4) / 2, text: '5' }]);
    expect(() => countCurveGeometry([line('a', [])], options)).toThrow(RangeError);
  });
});
