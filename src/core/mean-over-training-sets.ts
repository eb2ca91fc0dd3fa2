/**
 * How sure a mean is that was taken over several training sets, all measured on the same test drawings: other sets would
 * have given another mean, and so would other test drawings.
 */
import type { StudentEstimate } from './student-estimate.ts';

/** Of one training size: by set, drawing by drawing, right or wrong as 1 or 0, or the difference of two such. */
export interface SetScores {
  /** [sets][n], n > 1 */
  readonly scores: readonly ArrayLike<number>[];
  /** Mean share of a set that another holds too, 0 to 1. */
  readonly overlap: number;
}

/** Sets that share more than this tell too little of what other sets would do. */
export const MOST_SHARED = 0.75;

/**
 * Mean of scores, with a standard error of two shares. That of the test drawings: the variance of the drawings' means over
 * the sets. That of the training sets: the variance of the sets' means, less what the drawings' chance adds to it, raised for
 * the drawings that the sets share, after Nadeau and Bengio (Machine Learning 52, 2003): if two sets have a share r in common,
 * their means are taken to be correlated by r, so that the variance of the mean of s sets is (1/s + r / (1 - r)) times what
 * they vary among themselves. Chance in the training itself is shared by nobody, so this errs on the wide side. Degrees of
 * freedom after Satterthwaite (1946). Test drawings as a random factor: the model of Gallas, Bandos, Samuelson and Wagner (2009).
 *
 * Where the sets share more than `MOST_SHARED`, their share is taken from smaller sets that do not, as if it had not fallen
 * with the size, which is wide as well.
 * @param smaller the same of smaller training sets, the largest last; without any, sets that share too much tell nothing of
 *   their share, and it is left out; so does a single set.
 */
export function meanOverTrainingSets(
  { scores, overlap }: SetScores,
  smaller: readonly SetScores[] = [],
): StudentEstimate {
  const s = scores.length;
  const n = scores[0]?.length ?? 0;
  if (s < 1 || n < 2)
    throw new RangeError(`scores of ${s} training sets and ${n} drawings, expected 1 and 2`);
  if (scores.some(({ length }) => length !== n))
    throw new RangeError(
      `scores of ${scores.map(({ length }) => length).join(', ')} drawings, expected as many of every set`,
    );
  if (!(overlap >= 0 && overlap <= 1)) throw new RangeError(`overlap ${overlap}, expected 0 to 1`);
  const value = mean(scores.map(mean));
  const ofDrawings = variance(meansOfDrawings(scores)) / n;
  const telling =
    overlap <= MOST_SHARED ? { scores, overlap } : smaller.findLast((own) => own.overlap <= MOST_SHARED);
  const ofSets = telling === undefined || s === 1 ? 0 : shareOfSets(telling);
  const all = ofDrawings + ofSets;
  const degrees =
    ofSets === 0
      ? n - 1
      : all ** 2 / (ofDrawings ** 2 / (n - 1) + ofSets ** 2 / ((telling as SetScores).scores.length - 1));
  return { value, standardError: Math.sqrt(all), degrees };
}

/** What training sets add to the variance of their mean. */
function shareOfSets({ scores, overlap }: SetScores): number {
  const s = scores.length;
  const setMeans = scores.map(mean);
  const drawingMeans = meansOfDrawings(scores);
  const residual = residualMean(scores, setMeans, drawingMeans, mean(setMeans));
  const amongSets = Math.max(0, variance(setMeans) - residual / drawingMeans.length);
  return amongSets * (1 / s + overlap / (1 - overlap));
}

const meansOfDrawings = (scores: readonly ArrayLike<number>[]): Float64Array =>
  Float64Array.from({ length: scores[0]?.length ?? 0 }, (_, i) =>
    mean(scores.map((own) => own[i] as number)),
  );

function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] as number;
  return sum / values.length;
}

function variance(values: ArrayLike<number>): number {
  const centre = mean(values);
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += ((values[i] as number) - centre) ** 2;
  return sum / (values.length - 1);
}

/** Mean square of what neither the set nor the drawing explains. */
function residualMean(
  scores: readonly ArrayLike<number>[],
  setMeans: readonly number[],
  drawingMeans: Float64Array,
  value: number,
): number {
  let sum = 0;
  for (const [s, own] of scores.entries())
    for (let i = 0; i < own.length; i++)
      sum += ((own[i] as number) - (setMeans[s] as number) - (drawingMeans[i] as number) + value) ** 2;
  return sum / ((scores.length - 1) * (drawingMeans.length - 1));
}
