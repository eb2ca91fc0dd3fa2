import { expect, it } from 'vitest';
import { pngSize } from '../../src/components/png-size.ts';

it.each([
  ['as wide as is wanted', { width: 800, height: 500 }, 1600, { width: 1600, height: 1000 }],
  ['of a line, one pixel high', { width: 5000, height: 1 }, 1600, { width: 1600, height: 1 }],
])('a picture is %s', (_, drawn, wanted, size) => {
  expect(pngSize(drawn, wanted)).toEqual(size);
});

it('a tall one is less wide, in its own shape, so that it has at most 16 million pixels', () => {
  const { width, height } = pngSize({ width: 340, height: 3400 }, 3200);
  expect(width).toBeLessThan(3200);
  expect(width).toBeGreaterThan(1000);
  expect(width * height).toBeLessThanOrEqual(16.1e6);
  expect(height / width).toBeCloseTo(10, 2);
});
