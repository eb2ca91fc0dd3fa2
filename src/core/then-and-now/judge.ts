/** Whether a number of 2017 was reproduced, decided by one rule for all of them. */
import type { Interval } from '../results.ts';

export const VERDICTS = ['reproduced', 'higher here', 'lower here', 'not comparable'] as const;
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

/** Training sets count as of one size when neither is more than this many times the other. */
export const SAME_SIZE = 1.25;

/**
 * The rule, for measures that rise with the number of training drawings:
 *
 * 1. Without a counterpart here there is nothing to compare.
 * 2. The difference counts as one when the 95 % interval of (here - 2017) leaves out zero: Newcombe's interval (1998,
 *    method 10), from the intervals of the two. Otherwise the number is reproduced.
 * 3. Unless the training sets are of different sizes. Then only a difference against the odds says something: higher
 *    with fewer drawings, or lower with more; and so does no difference. One that the sizes may explain does not.
 */
export function judge(then: Measured, now: Measured | undefined): Verdict {
  if (!now) return 'not comparable';
  const { low, high } = differenceInterval(now.value, then.value);
  const verdict = low > 0 ? 'higher here' : high < 0 ? 'lower here' : 'reproduced';
  const fewer = now.trainDrawings * SAME_SIZE < then.trainDrawings;
  const more = now.trainDrawings > then.trainDrawings * SAME_SIZE;
  const explained = (fewer && verdict === 'lower here') || (more && verdict === 'higher here');
  return explained ? 'not comparable' : verdict;
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
 * Whether the setting that came out best in 2017 holds up among ours: when it is the best here too, or when
 * McNemar's test cannot tell it from the best.
 * @param pValue of the test between the two; undefined when they are one and the same.
 */
export function judgeBest(pValue: number | undefined): 'reproduced' | 'not reproduced' {
  return pValue === undefined || pValue >= LEVEL ? 'reproduced' : 'not reproduced';
}
