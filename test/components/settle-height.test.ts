import { expect, it } from 'vitest';
import { settleHeight } from '../../src/components/settle-height.ts';

it.each([
  [1000, null, 1008],
  [1008, null, 1008],
  [1008.4, 1008, 1032],
  [985, 1008, 1008], // a line less
  [930, 1008, 1008], // three lines less
  [900, 1008, 912], // a panel less
  [1090, 1008, 1104],
])('contents of %d px in a frame of %s px make it %d px high', (needed, before, height) => {
  expect(settleHeight(needed, before)).toBe(height);
});

it('comes to rest: contents that go up and down by two lines change the frame at most twice', () => {
  const heights: number[] = [];
  let told: number | null = null;
  for (let i = 0; i < 100; i++) {
    told = settleHeight(1500 + 25 * (i % 3), told);
    heights.push(told);
  }
  expect(new Set(heights).size).toBeLessThanOrEqual(3);
  expect(new Set(heights.slice(2)).size).toBe(1);
});
