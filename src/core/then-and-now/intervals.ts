/**
 * Intervals by which then and now can be compared: what those of 2017 would have been (none was published, but the
 * sizes of the tests were), and what chance adds to a mean over training sets that share one test set.
 */
import type { Interval } from '../results.ts';
import { wilsonInterval } from '../statistics.ts';

/** Of an accuracy over `testDrawings`: Wilson's, as if every drawing had been tested once by one model. */
export function accuracyInterval2017(accuracy: number, testDrawings: number): Interval {
  const { low, high } = wilsonInterval(Math.round(accuracy * testDrawings), testDrawings);
  return { value: accuracy, low: Math.min(low, accuracy), high: Math.max(high, accuracy) };
}

/** Of an area under a ROC curve (Hanley and McNeil, 1982). */
export function aucInterval2017(auc: number, positives: number, negatives: number): Interval {
  const bothAbove = auc / (2 - auc);
  const bothBelow = (2 * auc * auc) / (1 + auc);
  const variance =
    (auc * (1 - auc) +
      (positives - 1) * (bothAbove - auc * auc) +
      (negatives - 1) * (bothBelow - auc * auc)) /
    (positives * negatives);
  const half = 1.96 * Math.sqrt(variance);
  return { value: auc, low: Math.max(0, auc - half), high: Math.min(1, auc + half) };
}

/**
 * A mean over training sets with its t interval, widened by the chance in the test drawings that all of them share:
 * half-widths of the two are added in quadrature. Without it, a number measured on other drawings could not be compared.
 */
export function withTestSampling(mean: Interval, testDrawings: number): Interval {
  const sampling = wilsonInterval(Math.round(mean.value * testDrawings), testDrawings);
  return {
    value: mean.value,
    low: Math.max(0, mean.value - Math.hypot(mean.value - mean.low, sampling.value - sampling.low)),
    high: Math.min(1, mean.value + Math.hypot(mean.high - mean.value, sampling.high - sampling.value)),
  };
}
