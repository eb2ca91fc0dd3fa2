import { describe, expect, it } from 'vitest';
import { bitmapPaths } from '../../src/charts/bitmap-paths.ts';

describe('bitmapPaths', () => {
  it('joins neighbours of one shade into one run and keeps shades apart', () => {
    // Row 0: full, full, none. Row 1: none, half, half. Row 2: none.
    expect(bitmapPaths([1, 1, 0, 0, 0.5, 0.5, 0, 0, 0], 3, 2)).toEqual([
      { opacity: 0.5, d: 'M1 1h2v1h-2z' },
      { opacity: 1, d: 'M0 0h2v1h-2z' },
    ]);
  });

  it('draws nothing for an empty bitmap, and clips ink above 1', () => {
    expect(bitmapPaths(new Float32Array(4), 2)).toEqual([]);
    expect(bitmapPaths([9, 0, 0, 0], 2, 4)).toEqual([{ opacity: 1, d: 'M0 0h1v1h-1z' }]);
  });

  it('refuses a bitmap that is not square', () => {
    expect(() => bitmapPaths([1, 2, 3], 2)).toThrow('bitmap has 3 values, expected 2 x 2');
  });
});
