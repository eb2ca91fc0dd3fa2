/** Intervals and tests: how sure a number is. */
import type { Random } from './random.ts';
import type { Interval } from './results.ts';

/** The p-quantile of ascending values, linear between neighbours (numpy's default; type 7 of Hyndman and Fan, 1996). */
export function quantile(ascending: ArrayLike<number>, p: number): number {
  if (ascending.length === 0 || !(p >= 0 && p <= 1))
    throw new RangeError(
      `quantile ${p} of ${ascending.length} values, expected 0 to 1 of at least one value`,
    );
  const position = p * (ascending.length - 1);
  const below = Math.floor(position);
  const above = Math.min(below + 1, ascending.length - 1);
  return ascending[below]! + (position - below) * (ascending[above]! - ascending[below]!);
}

/**
 * Percentile bootstrap interval (Efron and Tibshirani, 1993, chapter 13), widened to hold the value itself.
 * @param replicates sorted in place.
 */
export function percentileInterval(
  value: number,
  replicates: Float64Array | Uint32Array,
  confidence = 0.95,
): Interval {
  replicates.sort();
  const tail = (1 - confidence) / 2;
  return {
    value,
    low: Math.min(value, quantile(replicates, tail)),
    high: Math.max(value, quantile(replicates, 1 - tail)),
  };
}

/** How often each drawing counts in one bootstrap sample: drawn with replacement within each class. */
export interface Bootstrap {
  /** Draws the next sample; the array is reused. [n] */
  next(): Uint32Array;
}

/** Resampling stratified by class: every sample has as many drawings of each class as the labels [n]. */
export function stratifiedBootstrap(labels: Uint8Array | Uint16Array, random: Random): Bootstrap {
  const members: number[][] = [];
  labels.forEach((label, i) => {
    (members[label] ??= []).push(i);
  });
  const strata = members.filter((stratum) => stratum !== undefined).map((m) => Uint32Array.from(m));
  const weights = new Uint32Array(labels.length);
  return {
    next() {
      weights.fill(0);
      for (const stratum of strata)
        for (let i = 0; i < stratum.length; i++) weights[stratum[random.int(stratum.length)]!]!++;
      return weights;
    },
  };
}

/**
 * P(|T| <= t) of Student's t distribution with a whole number of degrees of freedom:
 * Abramowitz and Stegun, 26.7.3 and 26.7.4.
 */
export function studentCentral(t: number, degrees: number): number {
  const theta = Math.atan(t / Math.sqrt(degrees));
  const cos = Math.cos(theta);
  const odd = degrees % 2 === 1;
  let term = odd ? cos : 1;
  let sum = degrees === 1 ? 0 : term;
  for (let i = odd ? 3 : 2; i <= degrees - 2; i += 2) {
    term *= cos * cos * ((i - 1) / i);
    sum += term;
  }
  return odd ? (2 / Math.PI) * (theta + Math.sin(theta) * sum) : Math.sin(theta) * sum;
}

/**
 * The t with P(|T| <= t) = confidence, of Student's t distribution.
 * @param degrees of freedom, a whole number from 1.
 */
export function studentCritical(confidence: number, degrees: number): number {
  if (!(confidence > 0 && confidence < 1))
    throw new RangeError(`confidence ${confidence}, expected above 0 and below 1`);
  if (!Number.isInteger(degrees) || degrees < 1)
    throw new RangeError(`${degrees} degrees of freedom, expected a whole number from 1`);
  let low = 0;
  let high = 1;
  while (studentCentral(high, degrees) < confidence) high *= 2;
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return high;
    if (studentCentral(middle, degrees) < confidence) low = middle;
    else high = middle;
  }
}

/** Mean of independent values, with its t interval. One value tells nothing of its spread: low = value = high. */
export function tInterval(values: readonly number[], confidence = 0.95): Interval {
  const n = values.length;
  if (n === 0) throw new RangeError('t interval of no values, expected at least one');
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  if (n === 1) return { value: mean, low: mean, high: mean };
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
  const half = studentCritical(confidence, n - 1) * Math.sqrt(variance / n);
  return { value: mean, low: mean - half, high: mean + half };
}

/** Quantile 0.975 of the standard normal distribution. */
const NORMAL_975 = 1.959963984540054;

/**
 * Wilson's 95 % score interval of a share (Wilson, 1927), as statsmodels' `proportion_confint(method="wilson")`.
 * @param successes of `trials`, whole numbers; at least one trial.
 */
export function wilsonInterval(successes: number, trials: number): Interval {
  if (
    !Number.isInteger(trials) ||
    trials < 1 ||
    !Number.isInteger(successes) ||
    successes < 0 ||
    successes > trials
  )
    throw new RangeError(`${successes} of ${trials}: expected whole numbers, at least one trial`);
  const z2 = NORMAL_975 * NORMAL_975;
  const value = successes / trials;
  const centre = (value + z2 / (2 * trials)) / (1 + z2 / trials);
  const half =
    (NORMAL_975 / (1 + z2 / trials)) * Math.sqrt((value * (1 - value)) / trials + z2 / (4 * trials * trials));
  return {
    value,
    low: Math.max(0, Math.min(value, centre - half)),
    high: Math.min(1, Math.max(value, centre + half)),
  };
}

/**
 * Two-sided p-value of McNemar's exact test (a binomial test of 1/2).
 * @param b, c drawings that only the one, or only the other, of two models got right.
 */
export function mcnemarExact(b: number, c: number): number {
  for (const count of [b, c])
    if (!Number.isInteger(count) || count < 0)
      throw new RangeError(`McNemar count ${count}, expected a whole number from 0`);
  const n = b + c;
  const k = Math.min(b, c);
  // C(n, k) / 2^n, halved as soon as it passes 1, so that it neither overflows nor underflows on the way.
  let term = 1;
  let halvings = 0;
  for (let i = 1; i <= k; i++) {
    term *= (n - k + i) / i;
    for (; term > 1 && halvings < n; halvings++) term /= 2;
  }
  term *= 2 ** (halvings - n);
  let tail = 0;
  for (let i = k; i >= 0; i--) {
    tail += term;
    term *= i / (n - i + 1);
  }
  return Math.min(1, 2 * tail);
}
