/** Whether a number of 2017 was reproduced, decided by one rule for all of them. */
import type { Interval } from '../results.ts';

export const VERDICTS = [
  'reproduced',
  'not told apart',
  'higher here',
  'lower here',
  'not comparable',
] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What a number was measured on. */
export interface Setting {
  /** Drawings that the model learned from; in cross-validation, in each fold. */
  readonly trainDrawings: number;
  /** Drawings that it was tested on; in cross-validation, in all folds together. */
  readonly testDrawings: number;
}

export interface Measured extends Setting {
  readonly value: Interval;
}

/**
 * Two numbers count as the same when they are surely nearer to each other than this: three points, less than what a
 * doubling of the drawings brings at most here.
 */
export const MARGIN = 0.03;

/** Standard errors of a two-sided 95 % interval, and of two one-sided tests at 5 %, which a 90 % interval shows. */
const [Z_95, Z_90] = [1.959964, 1.644854];

/** Training sets count as of one size when neither is more than this many times the other. */
export const SAME_SIZE = 1.25;

/**
 * The rule, for measures that rise with the number of training drawings:
 *
 * 1. Without a counterpart here there is nothing to compare.
 * 2. The difference counts as one when the 95 % interval of (here - 2017) leaves out zero: Newcombe's interval (1998,
 *    method 10), from the intervals of the two.
 * 3. Otherwise the number is reproduced when its 90 % interval lies within `MARGIN` of zero: two one-sided tests
 *    (Schuirmann, 1987). An interval that is wider than that shows no difference and no sameness: not told apart.
 * 4. Where the training sets are of different sizes only a difference against the odds says something: higher with fewer
 *    drawings, or lower with more; and so does no difference. One that the sizes may explain does not.
 */
export function judge(then: Measured, now: Measured | undefined): Verdict {
  if (!now) return 'not comparable';
  const verdict = compare(differenceInterval(now.value, then.value));
  const fewer = now.trainDrawings * SAME_SIZE < then.trainDrawings;
  const more = now.trainDrawings > then.trainDrawings * SAME_SIZE;
  const explained = (fewer && verdict === 'lower here') || (more && verdict === 'higher here');
  return explained ? 'not comparable' : verdict;
}

function compare({ value, low, high }: Interval): Verdict {
  if (low > 0) return 'higher here';
  if (high < 0) return 'lower here';
  const narrower = Z_90 / Z_95;
  const isWithin = value - narrower * (value - low) > -MARGIN && value + narrower * (high - value) < MARGIN;
  return isWithin ? 'reproduced' : 'not told apart';
}

/** Newcombe's 95 % interval of a - b for independent estimates, from the 95 % interval of each. */
export function differenceInterval(a: Interval, b: Interval): Interval {
  const value = a.value - b.value;
  return {
    value,
    low: value - Math.hypot(a.value - a.low, b.high - b.value),
    high: value + Math.hypot(a.high - a.value, b.value - b.low),
  };
}

/** The 95 % level of a test between two settings of one sweep. */
export const LEVEL = 0.05;

/**
 * Whether the setting that came out best in 2017 holds up among ours: it is the best here too, or McNemar's test cannot
 * tell it from the best, or it can.
 * @param pValue of the test between the two; undefined when they are one and the same.
 */
export function judgeBest(pValue: number | undefined): BestVerdict {
  if (pValue === undefined) return 'reproduced';
  return pValue >= LEVEL ? 'not told apart' : 'not reproduced';
}
export type BestVerdict = 'reproduced' | 'not told apart' | 'not reproduced';
