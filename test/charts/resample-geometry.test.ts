import { describe, expect, it } from 'vitest';
import { chanceGeometry } from '../../src/charts/chance-rows.ts';
import { ENOUGH_FOR_WHISKER, resampleGeometry } from '../../src/charts/resample-geometry.ts';

const model = { accuracy: { value: 0.9, low: 0.87, high: 0.93 }, bySet: [180, 178, 180, 185, 171] };
const options = { widthPx: 343, dotsPx: 170, testDrawings: 200 };
const draw = (counts: readonly number[]) => resampleGeometry(model, counts, options);

describe('a whisker that grows from dots', () => {
  it('is there with the twentieth dot, from end to end of the middle of them', () => {
    const counts = Array.from({ length: ENOUGH_FOR_WHISKER }, (_, i) => 171 + i);
    expect(draw(counts.slice(1)).drawn.whisker).toBeNull();
    const { drawn } = draw(counts);
    const xs = drawn.dots.map(({ x }) => x);
    expect(drawn.whisker?.from).toBeGreaterThan(Math.min(...xs));
    expect(drawn.whisker?.to).toBeLessThan(Math.max(...xs));
  });

  it('stands above the interval of the results and the dots of the training sets, on one axis', () => {
    const { drawn, published, trained, plot } = draw([180]);
    expect(published.from).toBeLessThan(published.x);
    expect(published.to).toBeGreaterThan(published.x);
    expect(trained.dots[0]?.x).toBeCloseTo(published.x, 0);
    expect(drawn.dots[0]?.x).toBe(trained.dots[0]?.x);
    expect(drawn.baselineY).toBeLessThan(published.y);
    expect(published.y).toBeLessThan(trained.dots[2]?.y ?? 0); // the second 180, on the first
    expect(trained.baselineY).toBe(plot.bottom);
  });

  it('has room for every dot, all of it', () => {
    for (const counts of [[], [140, 200], [200, 200]]) {
      const { drawn, trained, widthPx } = draw(counts);
      for (const { dots, radiusPx } of [drawn, trained])
        for (const { x } of dots) {
          expect(x).toBeGreaterThanOrEqual(radiusPx);
          expect(x).toBeLessThanOrEqual(widthPx - radiusPx);
        }
    }
  });
});

describe('two sorts of chance', () => {
  it('have a row a model, with its interval and a dot for each training set', () => {
    const rows = [
      { ...model, model: 'forest' as const },
      { model: 'convnet' as const, accuracy: { value: 0.96, low: 0.94, high: 0.98 }, bySet: [192, 190] },
    ];
    const { rows: placed, plot } = chanceGeometry(rows, { widthPx: 720, testDrawings: 200 });
    expect(placed.map(({ sets }) => sets.dots.length)).toEqual([5, 2]);
    expect(placed[0]?.x).toBeLessThan(placed[1]?.x ?? 0);
    for (const { from, to, x } of placed) {
      expect(from).toBeGreaterThan(plot.left);
      expect(to).toBeLessThan(plot.right);
      expect(x).toBeGreaterThan(from);
      expect(x).toBeLessThan(to);
    }
  });

  it('need a model', () => {
    expect(() => chanceGeometry([], { widthPx: 343, testDrawings: 200 })).toThrow('at least one model');
  });
});
