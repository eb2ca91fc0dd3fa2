import { describe, expect, it } from 'vitest';
import { floorOf, frameOf, type LossValley, lossAt, slopeAt } from '../../src/charts/loss-valley.ts';
import { chooseRates, descend, fateOf, isAtFloor, stepsToFloor } from '../../src/charts/valley-descent.ts';

/** One drawing that is easily read and wants more of the weight, one that wants less of it. */
const valley: LossValley = { offsets: [2, 3], gains: [1, -1.5] };
const floor = floorOf(valley);
const frame = frameOf(valley, 1.5);
const near = 0.02 * (frame[1] - frame[0]);
const descent = { valley, start: frame[0] + near, floor, near };
const choice = chooseRates(descent);
const pathOf = (rate: number, steps: number) => [
  descent.start,
  ...descend(valley, descent.start, rate, steps),
];

describe('a descent', () => {
  it('steps by rate times slope, against the slope', () => {
    const [first, second] = descend(valley, -1, 0.5, 2) as [number, number];
    expect(first).toBe(-1 - 0.5 * slopeAt(valley, -1));
    expect(second).toBe(first - 0.5 * slopeAt(valley, first));
    expect(descend(valley, -1, 0.5, 0)).toEqual([]);
  });

  it('is at the floor only where the next step would stay there', () => {
    expect(isAtFloor(descent, floor, 1)).toBe(true);
    expect(isAtFloor(descent, floor + near / 2, 0.01)).toBe(true);
    expect(isAtFloor(descent, floor + near / 2, 1000)).toBe(false);
    expect(isAtFloor(descent, floor + 2 * near, 0)).toBe(false);
  });
});

describe('the rates to choose from', () => {
  it('rise, and hold one that creeps, one that arrives and one that never does', () => {
    const { rates, short, right, long } = choice;
    expect(rates).toEqual(rates.toSorted((a, b) => a - b));
    for (const rate of [short, right, long]) expect(rates).toContain(rate);
    expect(short).toBeLessThan(right);
    expect(right).toBeLessThan(long);
    expect(rates.at(0)).toBeLessThan(short);
    expect(rates.at(-1)).toBeGreaterThan(long);
    const first = stepsToFloor(descent, right, 200) as number;
    for (const rate of rates) expect(stepsToFloor(descent, rate, 200) ?? 999).toBeGreaterThanOrEqual(first);
    expect(stepsToFloor(descent, long, 200)).toBeNull();
  });

  it('are none where every step is too short', () => {
    const flat = { offsets: [0, 0], gains: [1e-6, -1e-6] };
    expect(() => chooseRates({ valley: flat, start: 1, floor: 0, near: 0.01 })).toThrow(RangeError);
  });
});

describe('what became of a step', () => {
  const fate = (path: readonly number[], rate: number) => fateOf(descent, path, rate, frame);

  it('is told of all three kinds of rates', () => {
    expect(fate(pathOf(choice.rates[0] as number, 1), choice.rates[0] as number)).toBe('creeping');
    const steps = stepsToFloor(descent, choice.right, 200) as number;
    expect(fate(pathOf(choice.right, steps), choice.right)).toBe('arrived');
    const last = choice.rates.at(-1) as number;
    expect(fate(pathOf(last, 1), last)).toBe('gone');
  });

  it('is higher or across on the other side, downhill on this', () => {
    const from = floor - 1.5;
    const high = floor + 3;
    expect(lossAt(valley, high)).toBeGreaterThan(lossAt(valley, from));
    expect(fate([from, high], 1)).toBe('higher');
    expect(fate([from, floor + 0.5], 1)).toBe('across');
    expect(fate([from, floor - 0.9], 1)).toBe('downhill');
  });

  it('of a rate that is not too long never goes uphill', () => {
    const path = pathOf(choice.short, 100);
    const losses = path.map((weight) => lossAt(valley, weight));
    for (const [i, loss] of losses.slice(1).entries()) expect(loss).toBeLessThan(losses[i] as number);
  });
});
