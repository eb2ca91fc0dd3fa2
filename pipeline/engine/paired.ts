/** McNemar's test between every two of several predictors of the same drawings. */
import { type Labels, mcnemar, predictedLabels } from '../../src/core/metrics.ts';
import type { McNemar } from '../../src/core/results.ts';

/** @param predictors with their probabilities [n, classes] of the drawings that `labels` [n] tells of */
export function everyPair(
  predictors: readonly { readonly id: string; readonly probabilities: Float32Array }[],
  labels: Labels,
): McNemar[] {
  const predicted = predictors.map(({ id, probabilities }) => ({
    id,
    labels: predictedLabels(probabilities, probabilities.length / labels.length),
  }));
  return predicted.flatMap((a, i) =>
    predicted.slice(i + 1).map((b) => {
      const test = mcnemar(a.labels, b.labels, labels);
      return {
        a: a.id,
        b: b.id,
        onlyA: test.onlyFirstCorrect,
        onlyB: test.onlySecondCorrect,
        pValue: test.pValue,
      };
    }),
  );
}
