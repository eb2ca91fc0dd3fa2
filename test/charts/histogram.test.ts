import { describe, expect, it } from 'vitest';
import { histogramGeometry, splitBars } from '../../src/charts/histogram.ts';
import { createRandom } from '../../src/core/random.ts';

const counts = [
  [0, 1, 2, 40],
  [30, 5, 0, 1],
] as const;
const options = { widthPx: 400, heightPx: 300, bins: 4 };

describe('histogramGeometry', () => {
  it('gives both classes one scale, by the square root of the count', () => {
    const { up, down } = histogramGeometry(counts, options);
    expect((up[3]?.height ?? 0) / Math.sqrt(40)).toBeCloseTo((down[0]?.height ?? 0) / Math.sqrt(30), 9);
    expect((down[0]?.height ?? 0) / Math.sqrt(30)).toBeCloseTo((down[1]?.height ?? 0) / Math.sqrt(5), 9);
  });

  it('stands bars on the common foot, inside the plot, labels included', () => {
    const { up, down, zeroY, plot } = histogramGeometry(counts, options);
    for (const bar of up) expect(bar.y + bar.height).toBeCloseTo(zeroY, 9);
    for (const bar of down) expect(bar.y).toBe(zeroY);
    expect(Math.min(...up.map((b) => b.labelY))).toBeGreaterThanOrEqual(plot.top);
    expect(Math.max(...down.map((b) => b.labelY))).toBeLessThanOrEqual(plot.bottom);
  });

  it('shows one drawing beside many and nothing for none', () => {
    const { up } = histogramGeometry(
      [
        [1, 20_000],
        [0, 0],
      ],
      { ...options, bins: 2 },
    );
    expect(up[0]?.height).toBeGreaterThanOrEqual(1.5);
    expect(histogramGeometry(counts, options).up[0]?.height).toBe(0);
  });

  it('adds up neighbouring bins for a narrow drawing', () => {
    const { up, down } = histogramGeometry(counts, { ...options, bins: 2 });
    expect(up.map((b) => b.count)).toEqual([1, 42]);
    expect(down.map((b) => b.count)).toEqual([35, 1]);
  });

  it('refuses bins that do not divide the data', () => {
    expect(() => histogramGeometry(counts, { ...options, bins: 3 })).toThrow('got 3');
  });

  it('reads a score back from its position, and stops at 0 and 1', () => {
    const geometry = histogramGeometry(counts, options);
    for (const score of [0, 0.13, 0.5, 1])
      expect(geometry.scoreAt(geometry.xOf(score))).toBeCloseTo(score, 12);
    expect(geometry.scoreAt(-50)).toBe(0);
    expect(geometry.scoreAt(9999)).toBe(1);
  });
});

describe('splitBars', () => {
  it('parts every bin as counting its scores does, whatever the threshold', () => {
    const random = createRandom('scores');
    const bins = 20;
    const scores = Array.from({ length: 300 }, () => random.int(1001) / 1000);
    const binOf = (score: number) => Math.min(bins - 1, Math.floor(score * bins));
    const row = Array.from({ length: bins }, (_, b) => scores.filter((s) => binOf(s) === b).length);
    const { up } = histogramGeometry([row, row], { ...options, bins });
    for (let step = 0; step <= 100; step++) {
      const threshold = step / 100;
      const above = scores.filter((s) => s >= threshold).length;
      const split = splitBars(up, above);
      split.forEach((bar, b) => {
        const expected = scores.filter((s) => binOf(s) === b && s >= threshold).length;
        expect([threshold, b, bar.above, bar.below]).toEqual([threshold, b, expected, bar.count - expected]);
      });
    }
  });
});
