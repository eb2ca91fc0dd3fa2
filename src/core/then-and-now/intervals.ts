/** What the intervals of 2017 would have been: none was published, but the sizes of the tests were. */
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
