/**
 * Scores of predicted classes and of the true class's probability. Throughout, `probabilities` is
 * [n, k] row by row, `labels` [n] holds class indices below k, and k follows from the two lengths.
 */
import { mcnemarExact } from '../statistics.ts';

/** Class indices; bytes as long as they suffice (at most 256 classes). */
export type Labels = Uint8Array | Uint16Array;

/** Probabilities below this one count as this one in the log loss. */
const SMALLEST_PROBABILITY = 1e-7;

/**
 * Number of classes k of probabilities [n, k] with labels [n].
 * @throws RangeError on no rows, on lengths that do not fit, and on a label of k or more.
 */
export function classCount(probabilities: Float32Array, labels: Labels): number {
  if (labels.length === 0) throw new RangeError('no labels: a metric needs at least one drawing');
  const k = probabilities.length / labels.length;
  if (!Number.isInteger(k) || k < 2)
    throw new RangeError(
      `${probabilities.length} probabilities do not fit ${labels.length} labels: expected [n, k] with k >= 2`,
    );
  const wrong = labels.findIndex((label) => label >= k);
  if (wrong >= 0)
    throw new RangeError(`label ${labels[wrong]!} of drawing ${wrong}, expected one below ${k}`);
  return k;
}

/** Most probable class of every row; of equal ones the lowest index, as numpy.argmax does. [n] */
export function predictedLabels(probabilities: Float32Array, classes: number): Labels {
  const n = probabilities.length / classes;
  if (!Number.isInteger(n))
    throw new RangeError(`${probabilities.length} probabilities do not make rows of ${classes}`);
  const predicted = classes <= 256 ? new Uint8Array(n) : new Uint16Array(n);
  for (let i = 0; i < n; i++) {
    let best = 0;
    for (let c = 1; c < classes; c++)
      if (probabilities[i * classes + c]! > probabilities[i * classes + best]!) best = c;
    predicted[i] = best;
  }
  return predicted;
}

/** Share of rows whose most probable class is the true one. */
export function accuracy(probabilities: Float32Array, labels: Labels): number {
  const predicted = predictedLabels(probabilities, classCount(probabilities, labels));
  let correct = 0;
  for (let i = 0; i < labels.length; i++) if (predicted[i]! === labels[i]!) correct++;
  return correct / labels.length;
}

/** Negative log-likelihood of every row's true class, in nats, probabilities clipped to [1e-7, 1]. [n] */
export function losses(probabilities: Float32Array, labels: Labels): Float64Array {
  const k = classCount(probabilities, labels);
  return Float64Array.from(labels, (label, i) => {
    const loss = -Math.log(Math.min(1, Math.max(SMALLEST_PROBABILITY, probabilities[i * k + label]!)));
    return loss === 0 ? 0 : loss; // no -0
  });
}

/** Mean negative log-likelihood of the true class, in nats, probabilities clipped to [1e-7, 1]. */
export function logLoss(probabilities: Float32Array, labels: Labels): number {
  return losses(probabilities, labels).reduce((sum, loss) => sum + loss, 0) / labels.length;
}

/** Counts by true class (row) and most probable class (column). [k][k] */
export function confusion(probabilities: Float32Array, labels: Labels): number[][] {
  const k = classCount(probabilities, labels);
  const predicted = predictedLabels(probabilities, k);
  const counts = Array.from({ length: k }, () => new Array<number>(k).fill(0));
  for (let i = 0; i < labels.length; i++) counts[labels[i]!]![predicted[i]!]!++;
  return counts;
}

/** Index of the equal bin of [0, 1] that holds a probability; a bin holds its lower edge, the last one 1.0 too. */
export function binOf(probability: number, bins: number): number {
  if (!(probability >= 0 && probability <= 1))
    throw new RangeError(`probability ${probability}, expected 0 to 1`);
  return Math.min(bins - 1, Math.floor(probability * bins));
}

/** Counts by true class (row) and equal bin of the probability of class `positive` (column). [k][bins] */
export function histogram(
  probabilities: Float32Array,
  labels: Labels,
  positive: number,
  bins: number,
): number[][] {
  const k = classCount(probabilities, labels);
  const counts = Array.from({ length: k }, () => new Array<number>(bins).fill(0));
  for (let i = 0; i < labels.length; i++)
    counts[labels[i]!]![binOf(probabilities[i * k + positive]!, bins)]!++;
  return counts;
}

/**
 * McNemar's exact test of two models on the same drawings: do they differ in accuracy?
 * @param first, second predicted labels. [n]
 */
export function mcnemar(
  first: Labels,
  second: Labels,
  labels: Labels,
): { onlyFirstCorrect: number; onlySecondCorrect: number; pValue: number } {
  if (first.length !== labels.length || second.length !== labels.length)
    throw new RangeError(
      `${first.length} and ${second.length} predictions for ${labels.length} labels, expected equal lengths`,
    );
  let onlyFirstCorrect = 0;
  let onlySecondCorrect = 0;
  for (let i = 0; i < labels.length; i++) {
    if (first[i]! === labels[i]! && second[i]! !== labels[i]!) onlyFirstCorrect++;
    if (first[i]! !== labels[i]! && second[i]! === labels[i]!) onlySecondCorrect++;
  }
  return { onlyFirstCorrect, onlySecondCorrect, pValue: mcnemarExact(onlyFirstCorrect, onlySecondCorrect) };
}
