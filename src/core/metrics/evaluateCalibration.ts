/** Calibration of one model on one test set, with intervals, in the fields of `results.ts`. */
import type { Random } from '../random.ts';
import type { Calibration } from '../results.ts';
import { percentileInterval, stratifiedBootstrap, wilsonInterval } from '../statistics.ts';
import { brierScore, expectedCalibrationError, reliabilityBins } from './calibration.ts';
import { binOf, classCount, type Labels, logLoss, losses, predictedLabels } from './classification.ts';

export interface CalibrationOptions {
  readonly random: Random;
  /** Of the top probability, equal over [0, 1]. */
  readonly bins?: number;
  /** Bootstrap samples. */
  readonly replicates?: number;
}

/**
 * Percentile intervals over bootstrap samples stratified by class; Wilson intervals for the bins' frequencies.
 * @param probabilities [n, k]
 * @param labels [n]
 */
export function evaluateCalibration(
  probabilities: Float32Array,
  labels: Labels,
  { random, bins = 15, replicates = 2000 }: CalibrationOptions,
): Calibration {
  const n = labels.length;
  const k = classCount(probabilities, labels);
  const predicted = predictedLabels(probabilities, k);
  const top = Float64Array.from(predicted, (label, i) => probabilities[i * k + label]!);
  const right = Uint8Array.from(predicted, (label, i) => (label === labels[i]! ? 1 : 0));
  const bin = Uint8Array.from(top, (probability) => binOf(probability, bins));
  const loss = losses(probabilities, labels);
  const squares = squaredErrors(probabilities, labels, k);

  const errors = new Float64Array(replicates);
  const briers = new Float64Array(replicates);
  const logLosses = new Float64Array(replicates);
  const bootstrap = stratifiedBootstrap(labels, random);
  const gap = new Float64Array(bins);
  for (let b = 0; b < replicates; b++) {
    const weights = bootstrap.next();
    gap.fill(0);
    let squareSum = 0;
    let lossSum = 0;
    for (let i = 0; i < n; i++) {
      const weight = weights[i]!;
      gap[bin[i]!]! += weight * (right[i]! - top[i]!);
      squareSum += weight * squares[i]!;
      lossSum += weight * loss[i]!;
    }
    errors[b] = gap.reduce((sum, g) => sum + Math.abs(g), 0) / n;
    briers[b] = squareSum / n;
    logLosses[b] = lossSum / n;
  }

  const diagram = reliabilityBins(top, right, bins);
  const intervals = diagram.map(({ frequency, count }) =>
    frequency === null ? null : wilsonInterval(Math.round(frequency * count), count),
  );
  return {
    calibrationError: percentileInterval(expectedCalibrationError(probabilities, labels, bins), errors),
    brierScore: percentileInterval(brierScore(probabilities, labels), briers),
    logLoss: percentileInterval(logLoss(probabilities, labels), logLosses),
    meanTopProbability: top.reduce((sum, p) => sum + p, 0) / n,
    leastTopProbability: top.reduce((least, p) => Math.min(least, p), 1),
    bins: {
      count: diagram.map(({ count }) => count),
      meanProbability: diagram.map(({ meanProbability }) => meanProbability),
      frequency: diagram.map(({ frequency }) => frequency),
      low: intervals.map((interval) => interval && interval.low),
      high: intervals.map((interval) => interval && interval.high),
    },
  };
}

/** Squared error of every row's probabilities, summed over the classes. [n] */
function squaredErrors(probabilities: Float32Array, labels: Labels, k: number): Float64Array {
  return Float64Array.from(labels, (label, i) => {
    let sum = 0;
    for (let c = 0; c < k; c++) sum += (probabilities[i * k + c]! - (c === label ? 1 : 0)) ** 2;
    return sum;
  });
}
