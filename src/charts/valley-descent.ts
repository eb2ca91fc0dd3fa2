/** Gradient descent on one weight: every step is the learning rate times the slope, downhill. */
import { type LossValley, lossAt, slopeAt } from './loss-valley.ts';

/** Where a descent begins, and when it is at the floor. */
export interface Descent {
  readonly valley: LossValley;
  readonly start: number;
  readonly floor: number;
  /** As far from the floor as this counts as arrived; half of it is a creeping step. */
  readonly near: number;
}

/** The weights after each of so many steps. [steps] */
export function descend(valley: LossValley, from: number, rate: number, steps: number): number[] {
  const weights: number[] = [];
  let weight = from;
  for (let step = 0; step < steps; step++) {
    weight -= rate * slopeAt(valley, weight);
    weights.push(weight);
  }
  return weights;
}

/** Whether a weight is at the floor, and would stay there with the next step. */
export const isAtFloor = ({ valley, floor, near }: Omit<Descent, 'start'>, weight: number, rate: number) =>
  Math.abs(weight - floor) <= near && Math.abs(rate * slopeAt(valley, weight)) <= near;

/** The number of steps until the descent is at the floor; null when `most` are not enough. */
export function stepsToFloor(descent: Descent, rate: number, most: number): number | null {
  let weight = descent.start;
  for (let step = 0; step <= most; step++) {
    if (isAtFloor(descent, weight, rate)) return step;
    weight -= rate * slopeAt(descent.valley, weight);
  }
  return null;
}

/** Learning rates to choose from, and three of them that show what can become of a descent. */
export interface RateChoice {
  /** Rising, 1, 2, 3 or 5 times a power of ten. */
  readonly rates: readonly number[];
  readonly short: number;
  /** The one that is at the floor first. */
  readonly right: number;
  /** The least of those above it that is never there. */
  readonly long: number;
}

/** More than this the reader will not wait for. */
const PATIENCE = 200;

/**
 * Rates from a two-hundredth of the one that arrives first up to four times the least that never does.
 * @throws RangeError when no rate arrives, or none fails to
 */
export function chooseRates(descent: Descent): RateChoice {
  const ladder = Array.from({ length: 10 }, (_, i) => i - 4).flatMap((power) =>
    [1, 2, 3, 5].map((digit) => Number(`${digit}e${power}`)),
  );
  const taken = ladder.map((rate) => stepsToFloor(descent, rate, PATIENCE) ?? Number.POSITIVE_INFINITY);
  const best = taken.indexOf(Math.min(...taken));
  const right = ladder[best] as number;
  const long = ladder.find((_, i) => i > best && taken[i] === Number.POSITIVE_INFINITY);
  if (taken[best] === Number.POSITIVE_INFINITY || long === undefined)
    throw new RangeError(`no learning rate from ${ladder[0]} to ${ladder.at(-1)} is right, or none too long`);
  return {
    rates: ladder.filter((rate) => rate >= right / 201 && rate <= 4.1 * long),
    short: ladder.findLast((rate) => rate <= right / 20) ?? (ladder[0] as number),
    right,
    long,
  };
}

/** What became of one step, or of several. */
export type Fate = 'gone' | 'arrived' | 'higher' | 'across' | 'creeping' | 'downhill';

/**
 * @param path the weight before the steps, and after each of them; at least two
 * @param frame the weights at the ends of the picture
 */
export function fateOf(
  descent: Omit<Descent, 'start'>,
  path: readonly number[],
  rate: number,
  frame: readonly [number, number],
): Fate {
  const { valley, floor, near } = descent;
  const [from, to] = [path[0] as number, path.at(-1) as number];
  if (to < frame[0] || to > frame[1]) return 'gone';
  if (isAtFloor(descent, to, rate)) return 'arrived';
  if (lossAt(valley, to) > lossAt(valley, from)) return 'higher';
  const before = path.at(-2) as number;
  if ((before - floor) * (to - floor) < 0) return 'across';
  return Math.abs(to - before) < near / 2 ? 'creeping' : 'downhill';
}
