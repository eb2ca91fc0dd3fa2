/** Moves of a threshold that help the one class and cost the other nothing: a ROC curve is a staircase. */

/** Operating points by falling threshold, as columns. */
export interface Staircase {
  readonly threshold: readonly number[];
  readonly truePositives: readonly number[];
  readonly falsePositives: readonly number[];
}

export interface FreeStep {
  /** Index of the operating point that it ends at. */
  readonly index: number;
  /** Drawings that are put right: positives found, or negatives that are no longer taken for positive. */
  readonly gained: number;
}

/** As far down as no further negative is called positive; null where the next step costs one, or finds none. */
export function freeStepDown({ truePositives, falsePositives }: Staircase, from: number): FreeStep | null {
  let index = from;
  while (falsePositives[index + 1] === falsePositives[from]) index++;
  const gained = (truePositives[index] ?? 0) - (truePositives[from] ?? 0);
  return gained > 0 ? { index, gained } : null;
}

/** As far up as no positive is missed that was found; null where the next step costs one, or saves none. */
export function freeStepUp({ truePositives, falsePositives }: Staircase, from: number): FreeStep | null {
  let index = from;
  while (index > 0 && truePositives[index - 1] === truePositives[from]) index--;
  const gained = (falsePositives[from] ?? 0) - (falsePositives[index] ?? 0);
  return gained > 0 ? { index, gained } : null;
}

/** How many steps a curve has, and how many of them move one of the two counts alone. */
export function countSteps({ truePositives, falsePositives }: Staircase): { all: number; single: number } {
  let all = 0;
  let single = 0;
  for (let i = 1; i < truePositives.length; i++) {
    const moved = [truePositives, falsePositives].filter((column) => column[i] !== column[i - 1]).length;
    if (moved > 0) all++;
    if (moved === 1) single++;
  }
  return { all, single };
}

/**
 * The threshold of fewest decimals, at most five, that selects an operating point: at most its own threshold and above that
 * of the next point.
 * @param least decimals that it has at the least
 */
export function roundThreshold({ threshold }: Staircase, index: number, least = 1): number {
  const upper = Math.min(1, threshold[index] ?? 1);
  const lower = threshold[index + 1] ?? Number.NEGATIVE_INFINITY;
  for (let digits = least; digits < 5; digits++) {
    const rounded = Math.floor(upper * 10 ** digits + 1e-9) / 10 ** digits;
    if (rounded > lower) return rounded;
  }
  return upper;
}
