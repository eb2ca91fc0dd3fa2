/**
 * Temperature scaling (Guo et al., "On Calibration of Modern Neural Networks", 2017): one number that makes
 * probabilities more or less bold and never changes which class is the most probable.
 */
import { classCount, type Labels } from './classification.ts';

/** Probabilities below this one count as this one: a forest or a few neighbours may give 0. */
const SMALLEST_PROBABILITY = 1e-7;

/** Temperatures outside this range are of no use; log-probabilities are divided by them. */
const COLDEST = 0.05;
const HOTTEST = 20;

/**
 * softmax(log(p) / temperature), row by row. 1 leaves probabilities as they are (but for the clipping at 1e-7).
 * @param probabilities [n, k]
 * @throws RangeError unless the temperature is above 0.
 */
export function scaleTemperature(probabilities: Float32Array, k: number, temperature: number): Float32Array {
  if (!(temperature > 0)) throw new RangeError(`temperature ${temperature}, expected above 0`);
  const scaled = new Float32Array(probabilities.length);
  for (let row = 0; row < probabilities.length; row += k) {
    let greatest = 0;
    for (let c = 0; c < k; c++) greatest = Math.max(greatest, probabilities[row + c]!);
    let sum = 0;
    for (let c = 0; c < k; c++) {
      const clipped = Math.max(SMALLEST_PROBABILITY, probabilities[row + c]!);
      scaled[row + c] = (clipped / greatest) ** (1 / temperature);
      sum += scaled[row + c]!;
    }
    for (let c = 0; c < k; c++) scaled[row + c]! /= sum;
  }
  return scaled;
}

/**
 * The temperature of the least log loss, between 0.05 and 20, to three digits.
 * The log loss is convex in 1 / temperature, so a golden-section search finds its minimum.
 * @param probabilities [n, k] of drawings other than those that the temperature will be used on
 */
export function fitTemperature(probabilities: Float32Array, labels: Labels): number {
  const k = classCount(probabilities, labels);
  const logs = Float64Array.from(probabilities, (p) => Math.log(Math.max(SMALLEST_PROBABILITY, p)));
  const lossAt = (inverse: number) => {
    let loss = 0;
    for (let i = 0; i < labels.length; i++) {
      let greatest = Number.NEGATIVE_INFINITY;
      for (let c = 0; c < k; c++) greatest = Math.max(greatest, logs[i * k + c]! * inverse);
      let sum = 0;
      for (let c = 0; c < k; c++) sum += Math.exp(logs[i * k + c]! * inverse - greatest);
      loss += greatest + Math.log(sum) - logs[i * k + labels[i]!]! * inverse;
    }
    return loss;
  };
  const ratio = (Math.sqrt(5) - 1) / 2;
  let low = 1 / HOTTEST;
  let high = 1 / COLDEST;
  let a = high - ratio * (high - low);
  let b = low + ratio * (high - low);
  let lossA = lossAt(a);
  let lossB = lossAt(b);
  while (high - low > 1e-4 * low) {
    if (lossA <= lossB) {
      high = b;
      [b, lossB] = [a, lossA];
      a = high - ratio * (high - low);
      lossA = lossAt(a);
    } else {
      low = a;
      [a, lossA] = [b, lossB];
      b = low + ratio * (high - low);
      lossB = lossAt(b);
    }
  }
  return Number((2 / (low + high)).toPrecision(3));
}
