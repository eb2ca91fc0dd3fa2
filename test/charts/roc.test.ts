import { describe, expect, it } from 'vitest';
import { ROC_CORNER, rocGeometry, WHOLE_ROC } from '../../src/charts/roc.ts';

const points = {
  positives: 10,
  negatives: 20,
  threshold: [2, 0.9, 0.8, 0.7, 0.5, 0.4, 0.1],
  truePositives: [0, 4, 8, 8, 8, 9, 10],
  falsePositives: [0, 0, 0, 1, 2, 2, 20],
};
const band = { fpr: [0, 0.5, 1], low: [0.1, 0.7, 1], high: [0.9, 1, 1] };
const geometry = rocGeometry(points, band, { sizePx: 340, view: WHOLE_ROC });

describe('rocGeometry', () => {
  it('runs from the lower left to the upper right corner and leaves straight runs out', () => {
    const { left, right, top, bottom } = geometry.plot;
    const vertices = geometry.path.slice(1).split('L');
    expect(vertices[0]).toBe(`${left},${bottom}`);
    expect(vertices.at(-1)).toBe(`${right},${top}`);
    // (0, 4) and (1, 8) lie on straight runs.
    expect(vertices).toHaveLength(5);
  });

  it('closes the band over the whole grid', () => {
    expect(geometry.band).toMatch(/^M.*Z$/);
    expect(geometry.band.slice(1, -1).split('L')).toHaveLength(6);
  });

  it('reads rates back from a position', () => {
    const { x, y } = geometry.place(0.25, 0.8);
    const rates = geometry.ratesAt(x, y);
    expect(rates.falsePositiveRate).toBeCloseTo(0.25, 12);
    expect(rates.truePositiveRate).toBeCloseTo(0.8, 12);
  });

  it('keeps a pointer beyond the plot on its border', () => {
    expect(geometry.ratesAt(-100, 900)).toEqual({ falsePositiveRate: 0, truePositiveRate: 0 });
    const corner = rocGeometry(points, band, { sizePx: 340, view: ROC_CORNER });
    expect(corner.ratesAt(999, 999)).toEqual({ falsePositiveRate: 0.3, truePositiveRate: 0.7 });
  });

  it('magnifies the corner', () => {
    const corner = rocGeometry(points, band, { sizePx: 340, view: ROC_CORNER });
    const step = (g: typeof corner) => g.place(0.2, 1).x - g.place(0.1, 1).x;
    expect(step(corner) / step(geometry)).toBeCloseTo(1 / 0.3, 9);
  });
});
