import { describe, expect, it } from 'vitest';
import { flattenStroke } from '../../../../src/activities/draw/share/flatten-stroke.ts';
import { paintLines } from '../../../../src/activities/draw/share/paint-lines.ts';
import type { Stroke } from '../../../../src/core/strokes.ts';

const SIDE = 40;
const line = (...points: [number, number][]) => points.map(([x, y]) => ({ x, y }));
const ink = (grey: Uint8Array) => grey.reduce((sum, value) => sum + (255 - value) / 255, 0);

describe('paintLines', () => {
  it('paints nothing white, and black within half the width of a line', () => {
    expect(new Set(paintLines([], SIDE, 6))).toEqual(new Set([255]));
    const grey = paintLines([line([5, 20], [35, 20])], SIDE, 6);
    const at = (x: number, y: number) => grey[y * SIDE + x];
    expect([at(20, 17), at(20, 22), at(10, 20)]).toEqual([0, 0, 0]);
    expect([at(20, 16), at(20, 23), at(20, 30)]).toEqual([255, 255, 255]);
  });

  it('covers as much as the line does: a bar and two half discs', () => {
    for (const angle of [0, 0.3, 0.9]) {
      const [dx, dy] = [10 * Math.cos(angle), 10 * Math.sin(angle)];
      const grey = paintLines([line([20 - dx, 20 - dy], [20 + dx, 20 + dy])], SIDE, 6);
      expect(ink(grey)).toBeCloseTo(20 * 6 + Math.PI * 9, -0.5);
    }
  });

  it('paints a dot as a disc, and is no darker where lines cross', () => {
    expect(ink(paintLines([line([20, 20])], SIDE, 8))).toBeCloseTo(Math.PI * 16, -0.5);
    const once = paintLines([line([5, 5], [35, 35])], SIDE, 6);
    expect(paintLines([line([5, 5], [35, 35]), line([35, 35], [5, 5])], SIDE, 6)).toEqual(once);
  });

  it('leaves out what lies over the edge', () => {
    expect(paintLines([line([-50, -50], [-20, 90])], SIDE, 6).every((value) => value === 255)).toBe(true);
  });
});

describe('flattenStroke', () => {
  it('goes through the middles of the pieces of a hand, and keeps a sharp corner between long lines', () => {
    const bend: Stroke = [
      [0, 10, 20],
      [0, 10, 0],
    ];
    const bent = flattenStroke(bend);
    expect(bent[0]).toEqual({ x: 0, y: 0 });
    expect(bent.at(-1)).toEqual({ x: 20, y: 0 });
    expect(bent.some(({ x, y }) => x === 15 && y === 5)).toBe(true);
    expect(Math.max(...bent.map(({ y }) => y))).toBeLessThan(10);
    const corner: Stroke = [
      [0, 100, 100],
      [0, 0, 100],
    ];
    expect(flattenStroke(corner)).toEqual([
      { x: 0, y: 0 },
      { x: 100, y: 0 },
      { x: 100, y: 100 },
    ]);
  });

  it('is a point for a dot and nothing for nothing', () => {
    expect(flattenStroke([[3], [4]])).toEqual([{ x: 3, y: 4 }]);
    expect(flattenStroke([[], []])).toEqual([]);
  });
});
