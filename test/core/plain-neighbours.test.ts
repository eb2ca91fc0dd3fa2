import { describe, expect, it } from 'vitest';
import { plainNeighbours } from '../../src/core/plain-neighbours.ts';

describe('plainNeighbours', () => {
  it('gives the nearest first, with Euclidean distances, and the earlier of equals', () => {
    const drawings = [
      [1, 1],
      [0, 0.5],
      [0.5, 0],
      [0, 0],
    ];
    expect(plainNeighbours([0, 0], drawings, 3)).toEqual([
      { index: 3, distance: 0 },
      { index: 1, distance: 0.5 },
      { index: 2, distance: 0.5 },
    ]);
    expect(plainNeighbours([0, 0], drawings, 4)[3]?.distance).toBeCloseTo(Math.SQRT2);
  });
});
