import { describe, expect, it } from 'vitest';
import { clipSegment } from '../../../src/components/pad/clip.ts';

type Pair = readonly [number, number];
const at = ([x, y]: Pair) => ({ x, y });

describe('clipSegment', () => {
  it.each<[string, Pair, Pair, readonly [Pair, Pair] | null]>([
    [
      'lies inside',
      [10, 10],
      [90, 20],
      [
        [10, 10],
        [90, 20],
      ],
    ],
    [
      'leaves',
      [50, 50],
      [150, 50],
      [
        [50, 50],
        [100, 50],
      ],
    ],
    [
      'enters',
      [-50, 50],
      [50, 50],
      [
        [0, 50],
        [50, 50],
      ],
    ],
    [
      'passes through',
      [-50, 0],
      [150, 100],
      [
        [0, 25],
        [100, 75],
      ],
    ],
    ['stays beside', [-10, 10], [-10, 90], null],
    ['cuts no corner', [-60, 50], [50, 200], null],
    [
      'is a point inside',
      [5, 5],
      [5, 5],
      [
        [5, 5],
        [5, 5],
      ],
    ],
    ['is a point outside', [5, 105], [5, 105], null],
    [
      'runs along the border',
      [-5, 0],
      [50, 0],
      [
        [0, 0],
        [50, 0],
      ],
    ],
  ])('a segment that %s', (_, a, b, expected) => {
    expect(clipSegment(at(a), at(b), 100)).toEqual(expected && expected.map(at));
  });

  it('gives back the very ends that lie inside, so that a stroke can tell that it goes on', () => {
    const a = { x: 1, y: 1 };
    const b = { x: 200, y: 1 };
    expect(clipSegment(a, b, 100)?.[0]).toBe(a);
    expect(clipSegment(b, a, 100)?.[1]).toBe(a);
  });
});
