import { describe, expect, it } from 'vitest';
import { borderPath, importanceMap } from '../../../src/figures/PixelImportances/pixel-importances.ts';

describe('importanceMap', () => {
  it('compares every square with an even share and finds the fewest that have half', () => {
    const map = importanceMap([0.4, 0.1, 0.3, 0.2]);
    expect(map.multiples).toEqual([1.6, 0.4, 1.2, 0.8]);
    expect(map.greatest).toBe(1.6);
    expect(map.half).toEqual([0, 2]);
    expect(map.unused).toBe(0);
  });

  it('stops at exactly half, and counts the squares that nobody asks about', () => {
    const map = importanceMap([0, 0.5, 0.5, 0]);
    expect(map.half).toEqual([1]);
    expect(map.unused).toBe(2);
  });

  it.each([
    ['no square', [0.5, 0.5]],
    ['no importance', [0, 0, 0, 0]],
  ])('refuses %s', (_, importances) => {
    expect(() => importanceMap(importances)).toThrow('expected a square of values with a positive sum');
  });
});

describe('borderPath', () => {
  it.each([
    ['one square', [0], 4],
    ['two neighbours, their shared edge left out', [0, 1], 6],
    ['two apart', [0, 3], 8],
    ['all', [0, 1, 2, 3], 8],
  ])('draws the edges around %s', (_, inside, edges) => {
    expect(borderPath(inside, 2).split('M')).toHaveLength(edges + 1);
  });
});
