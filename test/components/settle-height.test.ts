import { expect, it } from 'vitest';
import { settleHeight } from '../../src/components/settle-height.ts';

it.each([
  [1000, null, 1008],
  [1008, null, 1008],
  [1008.4, 1008, 1080], // a line more, and room for two
  [985, 1008, 1008], // a line less
  [850, 1008, 1008], // six lines less
  [800, 1008, 816], // a panel less
  [1090, 1008, 1152],
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

it('changes seldom while the answers of five animals come and go', () => {
  const heights = new Set<number>();
  let told: number | null = null;
  for (const needed of [1344, 1464, 1488, 2184, 2232, 2280, 2160, 2208, 2280, 2190])
    heights.add((told = settleHeight(needed, told)));
  expect([...heights]).toEqual([1344, 1512, 2232, 2328]);
});
