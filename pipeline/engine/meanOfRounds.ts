/** Scores of every round as one mean: how it is to be told depends on whether the rounds share their test drawings. */
import { meanOverFolds } from '../../src/core/mean-over-folds.ts';
import { meanOverTrainingSets } from '../../src/core/mean-over-training-sets.ts';
import { type Labels, predictedLabels } from '../../src/core/metrics.ts';
import type { Difference } from '../../src/core/results.ts';
import { type StudentEstimate, studentInterval, studentPValue } from '../../src/core/student-estimate.ts';
import type { Sizes } from '../experiments/experiment.ts';

export interface RoundsMeasured {
  readonly method: Sizes['method'];
  /** Mean share that two training sets have in common; of no account in cross-validation. */
  readonly overlap: number;
}

/** By round, drawing by drawing, 1 where a model is right. */
export type RightByRound = readonly Uint8Array[];

/** @param probabilities [n, classes] @param labels [n] */
export function rightOf(probabilities: Float32Array, labels: Labels): Uint8Array {
  const predicted = predictedLabels(probabilities, probabilities.length / labels.length);
  return Uint8Array.from(labels, (label, i) => (predicted[i] === label ? 1 : 0));
}

const share = (scores: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < scores.length; i++) sum += scores[i] as number;
  return sum / scores.length;
};

/** @param scores by round, drawing by drawing */
export const meanOfRounds = (
  scores: readonly ArrayLike<number>[],
  { method, overlap }: RoundsMeasured,
): StudentEstimate =>
  method === 'cross-validation' && scores.length > 1
    ? meanOverFolds(scores.map(share))
    : meanOverTrainingSets(scores, overlap);

/** How much more `a` gets right than `b`, for every two. */
export function differencesOf(
  models: readonly { readonly id: string; readonly right: RightByRound }[],
  measured: RoundsMeasured,
): Difference[] {
  return models.flatMap((a, i) =>
    models.slice(i + 1).map((b) => {
      const scores = a.right.map((own, round) =>
        Int8Array.from(own, (right, drawing) => right - (b.right[round]?.[drawing] as number)),
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

/** Mean over the classes, each of which has as many drawings in every set. */
export const overlapOf = (byClass: readonly number[]): number => share(byClass);
