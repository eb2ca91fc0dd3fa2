import { describe, expect, it } from 'vitest';
import { stackDots } from '../../src/charts/stack-dots.ts';
import { createRandom } from '../../src/core/random.ts';

const options = { xOf: (count: number) => 10 * count, baselineY: 100, roomPx: 90, diameterPx: 9 };

describe('stacked dots', () => {
  it('stand on the line, and the second of a count on the first', () => {
    expect(stackDots([3, 5, 3], options).dots).toEqual([
      { x: 30, y: 95.5 },
      { x: 50, y: 95.5 },
      { x: 30, y: 86.5 },
    ]);
  });

  it('of neighbouring counts share a column where there is no room for two', () => {
    const { dots } = stackDots([4, 5, 6], { ...options, xOf: (count) => 5 * count });
    expect(dots.map(({ x }) => x)).toEqual([22.5, 22.5, 32.5]);
    expect(dots.map(({ y }) => y)).toEqual([95.5, 86.5, 95.5]);
  });

  it('never lie on each other, and stay in their room', () => {
    const random = createRandom('dots');
    const counts = Array.from({ length: 200 }, () => Math.round(550 + 6 * random.normal()));
    for (const step of [2.2, 5.5, 10]) {
      const { dots, radiusPx } = stackDots(counts, { ...options, roomPx: 170, xOf: (count) => step * count });
      const tops = dots.map(({ y }) => y - radiusPx);
      expect(Math.min(...tops)).toBeGreaterThanOrEqual(100 - 170);
      expect(Math.max(...dots.map(({ y }) => y + radiusPx))).toBeLessThanOrEqual(100);
      const gaps = dots.flatMap((a, i) => dots.slice(i + 1).map((b) => Math.hypot(a.x - b.x, a.y - b.y)));
      expect(Math.min(...gaps)).toBeGreaterThanOrEqual(2 * radiusPx);
    }
  });

  it('get smaller where a column would be too high, but never too small to see', () => {
    const same = Array.from({ length: 15 }, () => 3);
    expect(stackDots(same, options).radiusPx).toBeCloseTo(2.6, 6);
    expect(stackDots(Array(500).fill(3), options).radiusPx).toBeCloseTo(1.1, 6);
    expect(stackDots([], options).dots).toEqual([]);
  });
});
