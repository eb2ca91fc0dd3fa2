/** Whether probabilities mean what they say: of all drawings given 80 %, are 80 % right? */
import { binOf, classCount, type Labels, predictedLabels } from './classification.ts';

/** One equal bin of [0, 1] of a reliability diagram. */
export interface ReliabilityBin {
  readonly low: number;
  readonly high: number;
  readonly count: number;
  /** Mean probability that was given; null in an empty bin. */
  readonly meanProbability: number | null;
  /** Share of drawings for which it held; null in an empty bin. */
  readonly frequency: number | null;
}

/**
 * Reliability diagram of probabilities [n] of outcomes [n] (1 where it happened, else 0).
 * A bin holds its lower edge, the last one 1.0 too.
 */
export function reliabilityBins(
  probabilities: ArrayLike<number>,
  outcomes: ArrayLike<number>,
  bins: number,
): ReliabilityBin[] {
  if (probabilities.length !== outcomes.length)
    throw new RangeError(
      `${probabilities.length} probabilities for ${outcomes.length} outcomes, expected equal lengths`,
    );
  const counts = new Uint32Array(bins);
  const sums = new Float64Array(bins);
  const happened = new Uint32Array(bins);
  for (let i = 0; i < probabilities.length; i++) {
    const bin = binOf(probabilities[i]!, bins);
    counts[bin]!++;
    sums[bin]! += probabilities[i]!;
    if (outcomes[i]!) happened[bin]!++;
  }
  return Array.from(counts, (count, bin) => ({
    low: bin / bins,
    high: (bin + 1) / bins,
    count,
    meanProbability: count > 0 ? sums[bin]! / count : null,
    frequency: count > 0 ? happened[bin]! / count : null,
  }));
}

/**
 * Expected calibration error (Guo et al., 2017): the gap between the confidence in the most probable
 * class and how often that class is right, averaged over equal bins of confidence by their counts.
 */
export function expectedCalibrationError(probabilities: Float32Array, labels: Labels, bins = 15): number {
  const k = classCount(probabilities, labels);
  const predicted = predictedLabels(probabilities, k);
  const confidence = Float64Array.from(predicted, (label, i) => probabilities[i * k + label]!);
  const correct = Uint8Array.from(predicted, (label, i) => (label === labels[i]! ? 1 : 0));
  let sum = 0;
  for (const { count, meanProbability, frequency } of reliabilityBins(confidence, correct, bins))
    if (meanProbability !== null && frequency !== null) sum += count * Math.abs(frequency - meanProbability);
  return sum / labels.length;
}

/**
 * Brier score in its first form (Brier, 1950): squared error of a row's probabilities summed over the
 * classes, averaged over rows; 0 to 2. For two classes it is twice scikit-learn's `brier_score_loss`.
 */
export function brierScore(probabilities: Float32Array, labels: Labels): number {
  const k = classCount(probabilities, labels);
  let sum = 0;
  for (let i = 0; i < labels.length; i++)
    for (let c = 0; c < k; c++) sum += (probabilities[i * k + c]! - (labels[i]! === c ? 1 : 0)) ** 2;
  return sum / labels.length;
}
