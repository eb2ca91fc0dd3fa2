import type { StudentEstimate } from './student-estimate.ts';

/**
 * How sure a mean over the folds of a cross-validation is. Every fold is tested on drawings of its own, but any two have
 * learnt from drawings that are mostly the same, so that they vary less among themselves than other drawings would make them:
 * the variance of the mean is (1/k + 1/(k - 1)) times theirs, after Nadeau and Bengio (Machine Learning 52, 2003).
 * @param values one a fold, at least two
 */
export function meanOverFolds(values: readonly number[]): StudentEstimate {
  const k = values.length;
  if (k < 2) throw new RangeError(`a mean over ${k} folds, expected at least two`);
  const value = values.reduce((sum, each) => sum + each, 0) / k;
  const among = values.reduce((sum, each) => sum + (each - value) ** 2, 0) / (k - 1);
  return { value, standardError: Math.sqrt(among * (1 / k + 1 / (k - 1))), degrees: k - 1 };
}
