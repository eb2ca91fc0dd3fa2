/** Scores of every round as one mean: how it is to be told depends on whether the rounds share their test drawings. */
import { meanOverFolds } from '../../src/core/mean-over-folds.ts';
import { meanOverTrainingSets } from '../../src/core/mean-over-training-sets.ts';
import { type Labels, predictedLabels } from '../../src/core/metrics.ts';
import type { Difference } from '../../src/core/results.ts';
import { type StudentEstimate, studentInterval, studentPValue } from '../../src/core/student-estimate.ts';
import type { Sizes } from '../experiments/experiment.ts';

export interface RoundsMeasured {
  readonly method: Sizes['method'];
  /** By size, rising, the mean share that two training sets have in common; of no account in cross-validation. */
  readonly overlap: readonly number[];
}

/** By round, drawing by drawing, 1 where a model is right. */
export type RightByRound = readonly Uint8Array[];

/** @param probabilities [n, classes] @param labels [n] */
export function rightOf(probabilities: Float32Array, labels: Labels): Uint8Array {
  const predicted = predictedLabels(probabilities, probabilities.length / labels.length);
  return Uint8Array.from(labels, (label, i) => (predicted[i] === label ? 1 : 0));
}

export const shareOf = (scores: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < scores.length; i++) sum += scores[i] as number;
  return sum / scores.length;
};

/** @param scores by size, rising, by round, drawing by drawing; told is the last size. */
export function meanOfRounds(
  scores: readonly (readonly ArrayLike<number>[])[],
  { method, overlap }: RoundsMeasured,
): StudentEstimate {
  const largest = scores.at(-1) as readonly ArrayLike<number>[];
  if (method === 'cross-validation' && largest.length > 1) return meanOverFolds(largest.map(shareOf));
  // Of a model that was not fitted at every size, the largest.
  const first = overlap.length - scores.length;
  const sizes = scores.map((own, i) => ({ scores: own, overlap: overlap[first + i] as number }));
  return meanOverTrainingSets(sizes.at(-1) as (typeof sizes)[number], sizes.slice(0, -1));
}

/** A model's scores by size, rising, the largest last. */
export interface Scored {
  readonly id: string;
  readonly right: readonly RightByRound[];
}

/** How much more `a` gets right than `b` at the largest size, for every two. */
export function differencesOf(models: readonly Scored[], measured: RoundsMeasured): Difference[] {
  return models.flatMap((a, i) =>
    models.slice(i + 1).map((b) => {
      const sizes = Math.min(a.right.length, b.right.length);
      const scores = Array.from({ length: sizes }, (_, s) =>
        lessOf(a.right.at(s - sizes) as RightByRound, b.right.at(s - sizes) as RightByRound),
      );
      const estimate = meanOfRounds(scores, measured);
      return {
        a: a.id,
        b: b.id,
        difference: studentInterval(estimate),
        pValue: studentPValue(estimate),
      };
    }),
  );
}

const lessOf = (a: RightByRound, b: RightByRound): Int8Array[] =>
  a.map((own, round) => Int8Array.from(own, (right, i) => right - (b[round]?.[i] as number)));

/** Mean over the classes, each of which has as many drawings in every set. */
export const overlapOf = (byClass: readonly number[]): number => shareOf(byClass);
