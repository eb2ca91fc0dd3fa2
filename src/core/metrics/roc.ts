/** Receiver operating characteristic and the area under it, ties counted as halves (Fawcett, 2006; Mann and Whitney, 1947). */

/** Scores in falling order; equal scores form one group, since no threshold can part them. */
export interface RankedScores {
  /** Indices of the scores. [n] */
  readonly order: Uint32Array;
  /** Position in `order` after each group's last score. [groups] */
  readonly ends: Uint32Array;
}

/** Counts of one sample at the end of every group of equal scores; the point (0, 0) is left out. */
export interface RocCounts {
  readonly truePositives: Float64Array; // [groups]
  readonly falsePositives: Float64Array; // [groups]
}

/** Operating points by falling threshold: a score >= threshold[i] counts as positive. */
export interface RocCurve {
  readonly threshold: number[];
  readonly truePositives: number[];
  readonly falsePositives: number[];
}

/** @throws RangeError on a score that is not a finite number. */
export function rankScores(scores: ArrayLike<number>): RankedScores {
  const order = Uint32Array.from({ length: scores.length }, (_, i) => i);
  const wrong = order.find((i) => !Number.isFinite(scores[i]!));
  if (wrong !== undefined)
    throw new RangeError(`score ${wrong} is ${scores[wrong]!}, expected a finite number`);
  order.sort((a, b) => scores[b]! - scores[a]! || a - b);
  const ends: number[] = [];
  for (let i = 0; i < order.length; i++)
    if (i + 1 === order.length || scores[order[i + 1]!]! !== scores[order[i]!]!) ends.push(i + 1);
  return { order, ends: Uint32Array.from(ends) };
}

/**
 * Running counts over ranked scores.
 * @param positives 1 where the score belongs to the positive class, else 0. [n]
 * @param weights how often each score counts. [n]
 * @param into overwritten and returned.
 */
export function countRanked(
  { order, ends }: RankedScores,
  positives: ArrayLike<number>,
  weights: ArrayLike<number>,
  into: RocCounts,
): RocCounts {
  let truePositives = 0;
  let falsePositives = 0;
  let i = 0;
  for (let group = 0; group < ends.length; group++) {
    for (; i < ends[group]!; i++) {
      const weight = weights[order[i]!]!;
      if (positives[order[i]!]!) truePositives += weight;
      else falsePositives += weight;
    }
    into.truePositives[group] = truePositives;
    into.falsePositives[group] = falsePositives;
  }
  return into;
}

/** Room for the counts of `groups` groups. */
export const emptyCounts = (groups: number): RocCounts => ({
  truePositives: new Float64Array(groups),
  falsePositives: new Float64Array(groups),
});

/** Area under the curve through (0, 0) and the counts, as a share. */
export function areaUnder({ truePositives, falsePositives }: RocCounts): number {
  let twice = 0; // whole numbers, so exact
  let tp = 0;
  let fp = 0;
  for (let i = 0; i < truePositives.length; i++) {
    twice += (falsePositives[i]! - fp) * (truePositives[i]! + tp);
    tp = truePositives[i]!;
    fp = falsePositives[i]!;
  }
  return twice / 2 / (tp * fp);
}

/**
 * True-positive rates at the false-positive rates 0, 1/steps, ..., 1, linear between operating points;
 * where the curve rises straight up, the top of the rise.
 * @param into overwritten. [steps + 1]
 */
export function truePositiveRates(
  { truePositives, falsePositives }: RocCounts,
  steps: number,
  into: Float64Array,
): void {
  const positives = truePositives[truePositives.length - 1]!;
  const negatives = falsePositives[falsePositives.length - 1]!;
  let step = 0;
  let tp = 0;
  let fp = 0;
  for (let i = 0; i < truePositives.length; i++) {
    const width = falsePositives[i]! - fp;
    for (; width > 0 && step * negatives < falsePositives[i]! * steps; step++) {
      const along = ((step * negatives) / steps - fp) / width;
      into[step] = (tp + along * (truePositives[i]! - tp)) / positives;
    }
    tp = truePositives[i]!;
    fp = falsePositives[i]!;
  }
  for (; step <= steps; step++) into[step] = 1;
}

function countsOf(scores: ArrayLike<number>, positives: ArrayLike<number>) {
  if (scores.length !== positives.length)
    throw new RangeError(`${scores.length} scores for ${positives.length} labels, expected equal lengths`);
  const ranked = rankScores(scores);
  const ones = new Uint8Array(scores.length).fill(1);
  const counts = countRanked(ranked, positives, ones, emptyCounts(ranked.ends.length));
  const positive = counts.truePositives.at(-1) ?? 0;
  const negative = counts.falsePositives.at(-1) ?? 0;
  if (positive === 0 || negative === 0)
    throw new RangeError(
      `${positive} positives and ${negative} negatives: a ROC curve needs at least one of each`,
    );
  return { ranked, counts };
}

/**
 * Probability that a positive's score is above a negative's, ties counted as halves.
 * @param positives 1 where the score belongs to the positive class, else 0. [n]
 * @throws RangeError unless there is at least one positive and one negative.
 */
export function auc(scores: ArrayLike<number>, positives: ArrayLike<number>): number {
  return areaUnder(countsOf(scores, positives).counts);
}

/**
 * The curve from (highest score + 1, 0, 0), where nothing counts as positive, to the point where all do.
 * @param positives 1 where the score belongs to the positive class, else 0. [n]
 * @param options.maxPoints a longer curve is thinned to at most this many points, the operating points
 * spread evenly along it; where a quarter of them suffices, those in force at the thresholds 0, 0.01, ..., 1 are
 * among them, so that counts at these thresholds stay exact.
 * @throws RangeError unless there is at least one positive and one negative.
 */
export function rocCurve(
  scores: ArrayLike<number>,
  positives: ArrayLike<number>,
  { maxPoints = 1000 }: { readonly maxPoints?: number } = {},
): RocCurve {
  if (!(maxPoints >= 3)) throw new RangeError(`maxPoints ${maxPoints}, expected 3 or more`);
  const { ranked, counts } = countsOf(scores, positives);
  const groups = ranked.ends.length;
  const kept =
    groups + 1 > maxPoints
      ? thinAround(atHundredths(scores, ranked), counts, maxPoints - 1)
      : Uint32Array.from({ length: groups }, (_, group) => group);
  return {
    threshold: [
      scores[ranked.order[0]!]! + 1,
      ...Array.from(kept, (g) => scores[ranked.order[ranked.ends[g]! - 1]!]!),
    ],
    truePositives: [0, ...Array.from(kept, (g) => counts.truePositives[g]!)],
    falsePositives: [0, ...Array.from(kept, (g) => counts.falsePositives[g]!)],
  };
}

/** The groups whose operating points are in force at the thresholds 0, 0.01, ..., 1. */
function atHundredths(scores: ArrayLike<number>, { order, ends }: RankedScores): number[] {
  const groups = new Set<number>();
  let group = -1;
  for (let hundredth = 100; hundredth >= 0; hundredth--) {
    while (group + 1 < ends.length && scores[order[ends[group + 1]! - 1]!]! >= hundredth / 100) group++;
    if (group >= 0) groups.add(group);
  }
  return [...groups];
}

/** At most `limit` groups: the wanted ones if they are few, and others spread along the curve. */
function thinAround(wanted: readonly number[], counts: RocCounts, limit: number): Uint32Array {
  if (4 * wanted.length > limit) return thin(counts, limit);
  return Uint32Array.from(new Set([...wanted, ...thin(counts, limit - wanted.length)])).sort();
}

/**
 * At most `limit` groups, the last one among them. The curve is cut into stretches of equal length
 * (true- plus false-positive rate); of each stretch stays the point that holds the area under the
 * thinned curve closest to the true one so far, so that errors cancel instead of adding up.
 */
function thin({ truePositives, falsePositives }: RocCounts, limit: number): Uint32Array {
  const last = truePositives.length - 1;
  const positives = truePositives[last]!;
  const negatives = falsePositives[last]!;
  const stretch = 2 / (limit - 1);
  const kept: number[] = [];
  let keptTp = 0;
  let keptFp = 0;
  let keptArea = 0;
  let area = 0; // under the whole curve, in twice counts x counts
  let best = -1;
  let bestArea = 0;
  let bestError = Number.POSITIVE_INFINITY;
  let current = 0;
  for (let i = 0; i < last; i++) {
    const index = Math.floor((truePositives[i]! / positives + falsePositives[i]! / negatives) / stretch);
    if (index !== current && best >= 0) {
      kept.push(best);
      keptTp = truePositives[best]!;
      keptFp = falsePositives[best]!;
      keptArea = bestArea;
      best = -1;
      bestError = Number.POSITIVE_INFINITY;
    }
    current = index;
    const beforeTp = i > 0 ? truePositives[i - 1]! : 0;
    const beforeFp = i > 0 ? falsePositives[i - 1]! : 0;
    area += (falsePositives[i]! - beforeFp) * (truePositives[i]! + beforeTp);
    const thinned = keptArea + (falsePositives[i]! - keptFp) * (truePositives[i]! + keptTp);
    if (Math.abs(thinned - area) < bestError) {
      best = i;
      bestArea = thinned;
      bestError = Math.abs(thinned - area);
    }
  }
  if (best >= 0) kept.push(best);
  return Uint32Array.from([...kept, last]);
}
