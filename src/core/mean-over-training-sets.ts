/**
 * How sure a mean is that was taken over several training sets, all measured on the same test drawings: other sets would
 * have given another mean, and so would other test drawings.
 */
import type { StudentEstimate } from './student-estimate.ts';

/**
 * Mean of scores, with a standard error of two shares. That of the test drawings: the variance of the drawings' means over
 * the sets. That of the training sets: the variance of the sets' means, less what the drawings' chance adds to it, raised for
 * the drawings that the sets share, after Nadeau and Bengio (Machine Learning 52, 2003): if two sets have a share r in common,
 * their means are taken to be correlated by r, so that the variance of the mean of s sets is (1/s + r / (1 - r)) times what
 * they vary among themselves. Chance in the training itself is shared by nobody, so this errs on the wide side. Degrees of
 * freedom after Satterthwaite (1946). Test drawings as a random factor: the model of Gallas, Bandos, Samuelson and Wagner (2009).
 * @param scores of every set, drawing by drawing: right or wrong as 1 or 0, or the difference of two such. [sets][n], n > 1
 * @param overlap mean share of a set that another holds too, 0 to 1. Sets that are all the same, or a single one, tell nothing
 *   of their share, and it is left out.
 */
export function meanOverTrainingSets(scores: readonly ArrayLike<number>[], overlap: number): StudentEstimate {
  const s = scores.length;
  const n = scores[0]?.length ?? 0;
  if (s < 1 || n < 2)
    throw new RangeError(`scores of ${s} training sets and ${n} drawings, expected 1 and 2`);
  if (scores.some(({ length }) => length !== n))
    throw new RangeError(
      `scores of ${scores.map(({ length }) => length).join(', ')} drawings, expected as many of every set`,
    );
  if (!(overlap >= 0 && overlap <= 1)) throw new RangeError(`overlap ${overlap}, expected 0 to 1`);
  const setMeans = scores.map((own) => mean(own));
  const drawingMeans = Float64Array.from({ length: n }, (_, i) =>
    mean(scores.map((own) => own[i] as number)),
  );
  const value = mean(setMeans);
  const ofDrawings = variance(drawingMeans) / n;
  if (s === 1 || overlap === 1) return { value, standardError: Math.sqrt(ofDrawings), degrees: n - 1 };
  const residual = residualMean(scores, setMeans, drawingMeans, value);
  const amongSets = Math.max(0, variance(setMeans) - residual / n);
  const ofSets = amongSets * (1 / s + overlap / (1 - overlap));
  const all = ofDrawings + ofSets;
  const degrees = all === 0 ? n - 1 : all ** 2 / (ofDrawings ** 2 / (n - 1) + ofSets ** 2 / (s - 1));
  return { value, standardError: Math.sqrt(all), degrees };
}

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
