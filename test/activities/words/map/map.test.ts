import { describe, expect, it } from 'vitest';
import { packMap, unpackMap } from '../../../../src/activities/words/map/map-data.ts';
import { basePlace, drawingPx, viewOf } from '../../../../src/activities/words/map/map-view.ts';
import type { GameResult } from '../../../../src/core/results.ts';

const exhibit = (row: number, at: [number, number], answers: [number, number][]) => ({
  row,
  at,
  answers,
  rank: 1,
});
const result = {
  dataset: { classes: [{ name: 'ant' }, { name: 'hot dog' }, { name: 'cat' }] },
  exhibits: [
    [
      exhibit(
        3,
        [0, 1000],
        [
          [0, 0.876],
          [1, 0.1],
        ],
      ),
      exhibit(7, [12.34, 500.06], [[2, 0.5]]),
    ],
    [],
    [exhibit(1, [1000, 0], [[2, 1]])],
  ],
} as unknown as GameResult;

it('a map comes out of its packing drawing by drawing, in the order of the words', () => {
  expect(unpackMap(packMap(result))).toEqual([
    { word: 0, row: 3, x: 0, y: 1000, answer: 0, probability: 0.88 },
    { word: 0, row: 7, x: 12.3, y: 500.1, answer: 2, probability: 0.5 },
    { word: 2, row: 1, x: 1000, y: 0, answer: 2, probability: 1 },
  ]);
});

describe('the view', () => {
  const size = { width: 800, height: 500 };

  it('has the whole map in the window, its middle in the middle', () => {
    expect(basePlace({ x: 500, y: 500 }, size)).toEqual([400, 250]);
    for (const [x, y] of [
      [0, 0],
      [1000, 1000],
      [0, 1000],
    ] as const) {
      const [left, top] = basePlace({ x, y }, size);
      expect(left).toBeGreaterThan(0);
      expect(left).toBeLessThan(size.width);
      expect(top).toBeGreaterThan(0);
      expect(top).toBeLessThan(size.height);
    }
  });

  it.each([
    [
      [
        { x: 100, y: 100 },
        { x: 150, y: 120 },
      ],
    ],
    [[{ x: 700, y: 900 }]],
    [
      [
        { x: 0, y: 0 },
        { x: 1000, y: 1000 },
      ],
    ],
  ])('goes to where some drawings are: %j', (points) => {
    const { x, y, k } = viewOf(points, size);
    expect(k).toBeGreaterThanOrEqual(1);
    for (const point of points) {
      const [left, top] = basePlace(point, size);
      expect(k * left + x).toBeGreaterThan(0);
      expect(k * left + x).toBeLessThan(size.width);
      expect(k * top + y).toBeGreaterThan(0);
      expect(k * top + y).toBeLessThan(size.height);
    }
  });

  it('lets drawings grow, more slowly than distances, up to a size', () => {
    expect(drawingPx(1)).toBe(9);
    expect(drawingPx(8)).toBeGreaterThan(2 * drawingPx(1));
    expect(drawingPx(8)).toBeLessThan(8 * drawingPx(1));
    expect(drawingPx(1000)).toBe(64);
  });
});
