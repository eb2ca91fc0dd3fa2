import { describe, expect, it } from 'vitest';
import { cutStroke } from '../../../../src/activities/draw/timeline/cuts.ts';
import { type Moment, momentAt, strokesAt } from '../../../../src/activities/draw/timeline/moment.ts';
import type { Stroke } from '../../../../src/core/strokes.ts';

const STROKES: readonly Stroke[] = [
  [
    [0, 10, 20],
    [0, 0, 0],
  ],
  [
    [0, 10, 20, 30],
    [50, 50, 50, 50],
  ],
];

describe('strokesAt', () => {
  it('cuts the last stroke and keeps the whole ones as they are', () => {
    const then = strokesAt(STROKES, { strokes: 2, points: 2 });
    expect(then[0]).toBe(STROKES[0]);
    expect(then[1]).toEqual([
      [0, 10],
      [50, 50],
    ]);
  });

  it('gives the very strokes at the end of a stroke', () => {
    expect(strokesAt(STROKES, { strokes: 1, points: 3 })).toEqual([STROKES[0]]);
    expect(strokesAt(STROKES, { strokes: 2, points: 4 })[1]).toBe(STROKES[1]);
  });
});

describe('momentAt', () => {
  const moments = [
    [1, 3],
    [2, 2],
    [2, 4],
  ].map(([strokes, points]) => ({ strokes, points, penMs: 0, whole: false, answers: {} }) as Moment);

  it.each([
    [1, 2, -1],
    [1, 3, 0],
    [2, 1, 0],
    [2, 3, 1],
    [3, 9, 2],
  ])('finds the last moment that is not beyond stroke %i, point %i', (strokes, points, index) => {
    expect(momentAt(moments, { strokes, points })).toBe(index);
  });
});

describe('cutStroke', () => {
  it('looks at a stroke at even distances and at its end', () => {
    const x = Array.from({ length: 41 }, (_, i) => 10 * i);
    const cuts = cutStroke([x, x.map(() => 0)]);
    expect(cuts.map(({ points }) => points)).toEqual([13, 25, 41]);
    expect(cuts.at(-1)?.penMs).toBeCloseTo((400 / 2600) * 1000);
  });

  it('looks once at a dot and at a stroke of one long line', () => {
    expect(cutStroke([[5], [5]])).toEqual([{ points: 1, penMs: 0 }]);
    expect(
      cutStroke([
        [0, 900],
        [0, 0],
      ]).map(({ points }) => points),
    ).toEqual([2]);
  });
});
