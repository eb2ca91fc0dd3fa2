/** Precision, recall and F1 by class, from the confusion counts. */

export interface ClassScoresOf {
  /** Of the drawings called by a class's name, the share that are of it; 0 where none is called so. [k] */
  readonly precision: Float64Array;
  /** Of a class's drawings, the share that are called by its name. [k] */
  readonly recall: Float64Array;
  /** Harmonic mean of the two: 2 tp / (2 tp + fp + fn). [k] */
  readonly f1: Float64Array;
}

/**
 * As scikit-learn's `precision_recall_fscore_support(..., zero_division=0)`.
 * @param counts by true class (row) and most probable class (column). [k * k]
 */
export function classScores(counts: ArrayLike<number>, k: number): ClassScoresOf {
  const precision = new Float64Array(k);
  const recall = new Float64Array(k);
  const f1 = new Float64Array(k);
  for (let c = 0; c < k; c++) {
    let ofClass = 0;
    let called = 0;
    for (let other = 0; other < k; other++) {
      ofClass += counts[c * k + other]!;
      called += counts[other * k + c]!;
    }
    const right = counts[c * k + c]!;
    precision[c] = called > 0 ? right / called : 0;
    recall[c] = ofClass > 0 ? right / ofClass : 0;
    f1[c] = ofClass + called > 0 ? (2 * right) / (ofClass + called) : 0;
  }
  return { precision, recall, f1 };
}

/** Unweighted mean over the classes. */
export const macro = (byClass: ArrayLike<number>): number =>
  Array.from(byClass).reduce((sum, value) => sum + value, 0) / byClass.length;
