/**
 * Confusion counts of a binary classifier at any threshold, taken exactly from the columns of a ROC curve.
 *
 * Scores lie in [0, 1]; a drawing whose score is at least the threshold counts as positive. The results
 * file lists one operating point for every distinct score, so between two of them no score lies, and the
 * counts at threshold t are those of the *last* point whose own threshold is still >= t.
 */
import { bisector } from 'd3';
import { roundThreshold } from '../core/free-step.ts';
import type { Roc } from '../core/results.ts';

/** Thresholds are kept to five decimals; see `packRoc`. */
const UNITS = 100_000;

/** Operating points by falling threshold as columns; the first has nothing positive, the last everything. */
export interface OperatingPoints {
  readonly positives: number;
  readonly negatives: number;
  readonly threshold: readonly number[];
  readonly truePositives: readonly number[];
  readonly falsePositives: readonly number[];
}

/** Confusion counts of one threshold. */
export interface BinaryCounts {
  readonly truePositives: number;
  readonly falseNegatives: number;
  readonly falsePositives: number;
  readonly trueNegatives: number;
}

/** `OperatingPoints` small enough for an attribute of a page: each column as its steps, joined by spaces. */
export interface PackedRoc {
  readonly positives: number;
  readonly negatives: number;
  readonly threshold: string;
  readonly truePositives: string;
  readonly falsePositives: string;
}

/**
 * Rounds every threshold *down* to five decimals, so that any threshold of at most five decimals separates
 * the scores just as before, and keeps the last of the points that then coincide.
 */
export function packRoc(roc: Roc): PackedRoc {
  const units: number[] = [];
  const truePositives: number[] = [];
  const falsePositives: number[] = [];
  roc.threshold.forEach((threshold, i) => {
    // 1e-6 of a unit: 0.29 * 100000 is 28999.999999999996.
    const unit = Math.floor(threshold * UNITS + 1e-6);
    const last = i > 0 && units.at(-1) === unit ? units.length - 1 : units.length;
    units[last] = unit;
    truePositives[last] = roc.truePositives[i] as number;
    falsePositives[last] = roc.falsePositives[i] as number;
  });
  return {
    positives: roc.positives,
    negatives: roc.negatives,
    threshold: packColumn(units),
    truePositives: packColumn(truePositives),
    falsePositives: packColumn(falsePositives),
  };
}

/** The inverse of `packRoc`; always begins with a point above every score that has nothing positive. */
export function unpackRoc(packed: PackedRoc): OperatingPoints {
  const threshold = unpackColumn(packed.threshold).map((unit) => unit / UNITS);
  const truePositives = unpackColumn(packed.truePositives);
  const falsePositives = unpackColumn(packed.falsePositives);
  if (truePositives[0] !== 0 || falsePositives[0] !== 0) {
    threshold.unshift(Number.POSITIVE_INFINITY);
    truePositives.unshift(0);
    falsePositives.unshift(0);
  }
  return {
    positives: packed.positives,
    negatives: packed.negatives,
    threshold,
    truePositives,
    falsePositives,
  };
}

const packColumn = (values: readonly number[]) =>
  values.map((value, i) => value - (i > 0 ? (values[i - 1] as number) : 0)).join(' ');

function unpackColumn(packed: string): number[] {
  let sum = 0;
  return packed.split(' ').map((step) => {
    sum += Number(step);
    return sum;
  });
}

const byFallingThreshold = bisector<number, number>((score, threshold) => threshold - score);

/** Index of the operating point in force at `threshold`: the last one whose threshold is >= it. */
export function pointAt(points: OperatingPoints, threshold: number): number {
  return Math.max(0, byFallingThreshold.right(points.threshold, threshold) - 1);
}

/** Confusion counts at `threshold` in [0, 1] (score >= threshold is positive). */
export function countsAt(points: OperatingPoints, threshold: number): BinaryCounts {
  const index = pointAt(points, threshold);
  const truePositives = points.truePositives[index] as number;
  const falsePositives = points.falsePositives[index] as number;
  return {
    truePositives,
    falseNegatives: points.positives - truePositives,
    falsePositives,
    trueNegatives: points.negatives - falsePositives,
  };
}

/** Index of the operating point nearest to (`falsePositiveRate`, `truePositiveRate`) in the unit square. */
export function nearestPoint(
  points: OperatingPoints,
  falsePositiveRate: number,
  truePositiveRate: number,
): number {
  let nearest = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < points.threshold.length; i++) {
    const dx = (points.falsePositives[i] as number) / points.negatives - falsePositiveRate;
    const dy = (points.truePositives[i] as number) / points.positives - truePositiveRate;
    const distance = dx * dx + dy * dy;
    if (distance < least) {
      least = distance;
      nearest = i;
    }
  }
  return nearest;
}

/**
 * The roundest threshold in [0, 1] that selects operating point `index`, at most five decimals:
 * the fewest decimals that reach the half-open range (next point's threshold, its own].
 */
export const thresholdOf = (points: OperatingPoints, index: number): number =>
  roundThreshold(points, index, 0);

/** The figures that a reader weighs; shares in [0, 1], NaN where there is nothing to divide by. */
export function binaryMetrics(counts: BinaryCounts) {
  const positives = counts.truePositives + counts.falseNegatives;
  const negatives = counts.falsePositives + counts.trueNegatives;
  const calledPositive = counts.truePositives + counts.falsePositives;
  return {
    accuracy: (counts.truePositives + counts.trueNegatives) / (positives + negatives),
    truePositiveRate: counts.truePositives / positives,
    falsePositiveRate: counts.falsePositives / negatives,
    precision: counts.truePositives / calledPositive,
  };
}
