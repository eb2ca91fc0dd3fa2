import { confusion, type Labels, predictedLabels } from '../../../core/metrics/classification.ts';
import type { TrainableId } from '../../../core/models.ts';
import type { Interval } from '../../../core/results.ts';
import { wilsonInterval } from '../../../core/statistics.ts';
import type { Outcome, TrainedModel } from '../project.ts';

/** How a model did on the held-out drawings. */
export interface Score {
  readonly id: TrainableId;
  /** Most probable class of every drawing. [n] */
  readonly predicted: Labels;
  /** Drawings read rightly, of `tested`. */
  readonly right: number;
  readonly tested: number;
  /** Share read rightly, with Wilson's 95 % interval. */
  readonly accuracy: Interval;
  /** Mean of the greatest probability of every drawing, 0..1. */
  readonly meanTopProbability: number;
  /** [truth][called] */
  readonly counts: readonly (readonly number[])[];
}

/** Class indices of the held-out drawings. [n] */
export function testLabels(outcome: Pick<Outcome, 'test'>): Uint8Array {
  return Uint8Array.from(outcome.test, ({ label }) => label);
}

/** @throws RangeError when the probabilities do not fit the held-out drawings, or there are none. */
export function scoreModel(
  { id, probabilities }: Pick<TrainedModel, 'id' | 'probabilities'>,
  outcome: Pick<Outcome, 'classes' | 'test'>,
): Score {
  const labels = testLabels(outcome);
  const counts = confusion(probabilities, labels);
  const classes = outcome.classes.length;
  const predicted = predictedLabels(probabilities, classes);
  const right = counts.reduce((sum, row, truth) => sum + (row[truth] ?? 0), 0);
  let top = 0;
  for (const [i, called] of predicted.entries()) top += probabilities[i * classes + called] ?? 0;
  return {
    id,
    predicted,
    right,
    tested: labels.length,
    accuracy: wilsonInterval(right, labels.length),
    meanTopProbability: top / labels.length,
    counts,
  };
}
