import { describe, expect, it } from 'vitest';
import { floorOf, frameOf, type LossValley, lossAt, slopeAt, wallsOf } from '../../src/charts/loss-valley.ts';
import { createRandom } from '../../src/core/random.ts';

/** Two drawings that pull in opposite directions, equally hard: the floor is at 0. */
const even: LossValley = { offsets: [0, 0], gains: [1, -1] };

function madeUp(seed: string): LossValley {
  const random = createRandom(seed);
  const drawings = Array.from({ length: 40 }, () => [3 * random.normal() + 2, 2 * random.normal()] as const);
  return { offsets: drawings.map(([offset]) => offset), gains: drawings.map(([, gain]) => gain) };
}

describe('the loss by one weight', () => {
  it('is that of a coin where every margin is 0, and by hand elsewhere', () => {
    expect(lossAt(even, 0)).toBeCloseTo(Math.log(2), 12);
    expect(lossAt(even, 2)).toBeCloseTo((Math.log(1 + Math.exp(-2)) + Math.log(1 + Math.exp(2))) / 2, 12);
    expect(slopeAt(even, 0)).toBe(0);
    expect(slopeAt({ offsets: [0], gains: [3] }, 0)).toBe(-1.5);
  });

  it.each(['a', 'b', 'c'])('is convex: no chord goes below it (%s)', (seed) => {
    const valley = madeUp(seed);
    for (let from = -30; from < 30; from += 1.7)
      for (const width of [0.1, 3, 20]) {
        const middle = (lossAt(valley, from) + lossAt(valley, from + width)) / 2;
        expect(lossAt(valley, from + width / 2)).toBeLessThanOrEqual(middle + 1e-12);
      }
  });

  it.each(['a', 'b', 'c'])('has the slope that small differences have (%s)', (seed) => {
    const valley = madeUp(seed);
    for (const weight of [-8, -1, 0.3, 5]) {
      const difference = (lossAt(valley, weight + 1e-5) - lossAt(valley, weight - 1e-5)) / 2e-5;
      expect(slopeAt(valley, weight)).toBeCloseTo(difference, 7);
    }
  });

  it('stays a number however far the weight goes, and its slope becomes that of the walls', () => {
    const valley = madeUp('far');
    const [left, right] = wallsOf(valley.gains);
    expect(left).toBeLessThan(0);
    expect(right).toBeGreaterThan(0);
    for (const [weight, wall] of [
      [-1e6, left],
      [1e6, right],
      [-1e300, left],
      [1e300, right],
    ] as const) {
      expect(slopeAt(valley, weight)).toBeCloseTo(wall, 10);
      expect(lossAt(valley, weight)).toBeGreaterThan(0);
      expect(Number.isFinite(lossAt(valley, weight))).toBe(true);
    }
  });
});

describe('the floor of a valley', () => {
  it('is where the slope is 0, and nowhere the loss is less', () => {
    expect(floorOf(even)).toBeCloseTo(0, 12);
    for (const seed of ['a', 'b', 'c', 'd']) {
      const valley = madeUp(seed);
      const floor = floorOf(valley);
      expect(slopeAt(valley, floor)).toBeCloseTo(0, 12);
      for (const beside of [-5, -0.1, 0.1, 5])
        expect(lossAt(valley, floor + beside)).toBeGreaterThan(lossAt(valley, floor));
    }
  });

  it('is found far from 0 too', () => {
    expect(floorOf({ offsets: [-5000, 5000], gains: [1, -1] })).toBeCloseTo(5000, 6);
  });

  it.each([
    [
      [1, 2],
      [0, 0],
    ],
    [
      [-1, 0],
      [4, 4],
    ],
  ])('is refused where the loss falls on and on: gains %j', (gains, offsets) => {
    expect(() => floorOf({ gains, offsets })).toThrow('expected gains above 0 and below 0');
  });

  it('lies between two weights of the same height', () => {
    for (const seed of ['a', 'b', 'c']) {
      const valley = madeUp(seed);
      const [low, high] = frameOf(valley, 1.5);
      const floor = floorOf(valley);
      expect(low).toBeLessThan(floor);
      expect(high).toBeGreaterThan(floor);
      for (const end of [low, high]) expect(lossAt(valley, end) - lossAt(valley, floor)).toBeCloseTo(1.5, 10);
    }
  });
});
