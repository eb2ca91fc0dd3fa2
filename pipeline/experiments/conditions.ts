/** What an experiment declares that shows published models unseen drawings under changed conditions. */

/** One thing that is changed, while all else stays as in the training drawings. */
export interface Factor {
  readonly id: string;
  readonly label: string;
  readonly unit: string;
  /**
   * What is changed. `lineWidth`: the pen, in units of the simplified drawing (256 across). `size`: the drawing, as a share
   * of its usual size. `shiftPx`: its place, in pixels of the bitmap, to the left, right, top and bottom in turn, averaged.
   * `ink`: only the first share of the length drawn. `strokes`: only the first so many strokes, or all where there are fewer.
   */
  readonly changes: 'lineWidth' | 'size' | 'shiftPx' | 'ink' | 'strokes';
  /** Rising. */
  readonly values: readonly number[];
  /** The value of the training drawings, where it is one of them. */
  readonly standard?: number;
}

export interface Conditions {
  readonly kind: 'conditions';
  readonly id: string;
  readonly title: string;
  readonly question: string;
  /** Ids of comparisons with a fixed test set: their published models are asked. */
  readonly of: readonly string[];
  /** Upper bound of the vector drawings that are read of each class. */
  readonly mostPerClass: number;
  readonly factors: readonly Factor[];
}

/** For a first look: the first comparison, few drawings, and of every factor the ends and the standard. */
export function quickConditions(conditions: Conditions): Conditions {
  return {
    ...conditions,
    of: conditions.of.slice(0, 1),
    mostPerClass: 40,
    factors: conditions.factors.map((factor) => ({
      ...factor,
      values: factor.values.filter(
        (value, i) => i === 0 || i === factor.values.length - 1 || value === factor.standard,
      ),
    })),
  };
}
