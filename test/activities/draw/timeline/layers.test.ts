import { describe, expect, it } from 'vitest';
import { layersOf, sharesOf } from '../../../../src/activities/draw/timeline/layers.ts';
import type { Moment } from '../../../../src/activities/draw/timeline/moment.ts';

const moment = (forest: readonly number[]): Moment => ({
  strokes: 1,
  points: 1,
  penMs: 0,
  whole: true,
  answers: { forest },
});

describe('layersOf', () => {
  it('gives each of few classes its own colour', () => {
    const layers = layersOf([], ['cat', 'sheep']);
    expect(layers.map(({ name }) => name)).toEqual(['cat', 'sheep']);
    expect(new Set(layers.map(({ color }) => color)).size).toBe(2);
  });

  it('shows of ten classes the five that were ever likeliest, and the others as one', () => {
    const classes = [...'abcdefghij'];
    const share = (of: Record<string, number>) => classes.map((name) => of[name] ?? 0);
    const moments = [moment(share({ i: 0.6, a: 0.4 })), moment(share({ d: 0.5, h: 0.3, j: 0.2 }))];
    const layers = layersOf(moments, classes);
    expect(layers.map(({ name }) => name)).toEqual(['a', 'd', 'h', 'i', 'j', '5 others']);
    expect(new Set(layers.map(({ color }) => color)).size).toBe(6);
    expect(layers.flatMap((layer) => layer.classes).toSorted((a, b) => a - b)).toEqual(
      classes.map((_, i) => i),
    );
  });
});

it('sharesOf adds up what stands in one layer, and loses nothing', () => {
  const classes = Array.from({ length: 345 }, (_, i) => `word ${i}`);
  const shares = classes.map((_, i) => (i + 1) / ((345 * 346) / 2));
  const sums = sharesOf(layersOf([moment(shares)], classes), shares);
  expect(sums).toHaveLength(6);
  expect(sums.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
  expect(sums[4]).toBeCloseTo(shares[344] as number, 12);
});
