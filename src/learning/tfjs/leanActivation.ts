import * as tf from '@tensorflow/tfjs-core';
import { addressOf, kernels, memory, output, withScratch } from '../kernels/instance.ts';
import { type BatchNorm, deviation, type MapStatistics, sumPlaces } from './batchNorm.ts';
import type { Parts } from './parts.ts';

export interface LeanOptions {
  readonly parts: Parts;
  /** Whether 2x2 max pooling follows. */
  readonly pool: boolean;
  /** Added to the normalised maps before the ReLU: what a residual pair was given. */
  readonly skip?: tf.Tensor4D | undefined;
}

/**
 * Batch normalisation of maps, what skips them added, the ReLU, and max pooling, in single precision and in as few
 * passes over the maps as can be: one and a quarter more where they are pooled, and no list of which place won. The
 * gradient of a window goes to its first largest value in reading order, and to none where that is not above zero.
 * Differentiable in maps, scale, bias and skip.
 *
 * @param norm counts the batch's statistics
 * @param maps [n, height, width, channels], channels a multiple of four
 * @returns [n, height, width, channels], with pooling half the sides, rounded down
 */
export function leanActivation(
  norm: BatchNorm,
  maps: tf.Tensor4D,
  scale: tf.Tensor1D,
  bias: tf.Tensor1D,
  { parts, pool, skip }: LeanOptions,
): tf.Tensor4D {
  const activate = tf.customGrad((...args) => {
    const save = args.pop() as unknown as tf.GradSaveFunc;
    const [x, s, b, added] = args as [tf.Tensor4D, tf.Tensor1D, tf.Tensor1D, tf.Tensor4D | undefined];
    const statistics = statisticsOf(x, parts);
    norm.count(statistics);
    const factors = Float32Array.from(s.dataSync(), (value, c) => value / deviation(statistics.variance, c));
    const offsets = Float32Array.from(
      b.dataSync(),
      (value, c) => value - (statistics.mean[c] as number) * (factors[c] as number),
    );
    const [n, height, width, channels] = x.shape;
    const y = output(pool ? [n, height >> 1, width >> 1, channels] : x.shape);
    withFloats([factors, offsets], (factor = 0, offset = 0) => {
      const [from, skipped, to] = [addressOf(x), added ? addressOf(added) : 0, addressOf(y)];
      if (pool) kernels().leanPooledMaps(from, skipped, n, height, width, channels, factor, offset, to);
      else kernels().leanMaps(from, skipped, n * height * width, channels, factor, offset, to);
    });
    save(added ? [x, added] : [x]);
    return {
      value: tf.engine().makeTensorFromTensorInfo(y),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) =>
        backward(dy, saved as [tf.Tensor4D, tf.Tensor4D?], { statistics, factors, offsets }, parts, pool),
    };
  });
  return (skip ? activate(maps, scale, bias, skip) : activate(maps, scale, bias)) as tf.Tensor4D;
}

function statisticsOf(x: tf.Tensor4D, parts: Parts): MapStatistics {
  const [, height, width, channels] = x.shape;
  const at = addressOf(x);
  const sums = sumPlaces(x, parts, (first, count, to, other) =>
    kernels().leanSums(at + 4 * first * channels, count, channels, to, other),
  );
  const all = height * width * parts.drawings;
  const mean = sums.subarray(0, channels).map((sum) => sum / all);
  const variance = mean.map((m, c) => Math.max(0, (sums[channels + c] as number) / all - m * m));
  return { mean, variance };
}

/** What the way forward has found by channel. */
interface Found {
  readonly statistics: MapStatistics;
  /** What maps were multiplied by, and what was added. */
  readonly factors: Float32Array;
  readonly offsets: Float32Array;
}

/** The gradients with respect to maps, scale, bias, and skip if there is one. */
function backward(
  dy: tf.Tensor,
  [x, skip]: readonly [tf.Tensor4D, tf.Tensor4D?],
  { statistics: { mean, variance }, factors, offsets }: Found,
  parts: Parts,
  pool: boolean,
): tf.Tensor[] {
  const [n, height, width, channels] = x.shape;
  const places = height * width;
  const windows = pool ? (height >> 1) * (width >> 1) : places;
  const [maps, skipped, gradients] = [addressOf(x), skip ? addressOf(skip) : 0, addressOf(dy)];
  const dx = output(x.shape);
  const skipGradient = skip && output(x.shape);
  const scaleGradient = new Float32Array(channels);
  const biasGradient = new Float32Array(channels);
  withFloats([factors, offsets], (factor = 0, offset = 0) => {
    // Of the gradients that the ReLU lets through, and of their products with the maps.
    const both = sumPlaces(x, parts, (first, count, to, other) => {
      const before = 4 * first * channels;
      const from = gradients + (before / places) * windows;
      const at = [maps + before, skip ? skipped + before : 0, from] as const;
      if (pool)
        kernels().leanPooledSums(...at, count / places, height, width, channels, factor, offset, to, other);
      else kernels().leanOpenSums(...at, count, channels, factor, offset, to, other);
    });
    const { own, slope, constant } = coefficients(both, { mean, variance }, factors, places * parts.drawings);
    for (let c = 0; c < channels; c++) {
      biasGradient[c] = both[c] as number;
      const centred = (both[channels + c] as number) - (mean[c] as number) * (both[c] as number);
      scaleGradient[c] = centred / deviation(variance, c);
    }
    withFloats([own, slope, constant], (...terms) => {
      const to = [addressOf(dx), skipGradient ? addressOf(skipGradient) : 0] as const;
      const at = [maps, skipped, gradients] as const;
      if (pool)
        kernels().leanPooledGradients(...at, n, height, width, channels, factor, offset, ...terms, ...to);
      else kernels().leanGradients(...at, n * places, channels, factor, offset, ...terms, ...to);
    });
  });
  const tensors = [dx, skipGradient].map((info) => info && tf.engine().makeTensorFromTensorInfo(info));
  const learnt = [scaleGradient, biasGradient].map((gradient) =>
    parts.isHelper ? tf.zeros([channels]) : tf.tensor1d(gradient),
  );
  return [tensors[0], ...learnt, tensors[1]].filter((tensor) => tensor !== undefined);
}

/**
 * dx = factor * (g - mean of g - normalised x * mean of (g * normalised x)), as own * g + slope * x + constant by channel.
 *
 * @param both sums of g, and of g times x. [2, channels]
 * @param count places of all drawings of the step
 */
function coefficients(
  both: Float64Array,
  { mean, variance }: MapStatistics,
  factors: Float32Array,
  count: number,
) {
  const channels = mean.length;
  const slope = new Float32Array(channels);
  const constant = new Float32Array(channels);
  for (let c = 0; c < channels; c++) {
    const sum = both[c] as number;
    const own = factors[c] as number;
    const spread = deviation(variance, c) ** 2;
    const steep = (-own * ((both[channels + c] as number) - (mean[c] as number) * sum)) / (count * spread);
    slope[c] = steep;
    constant[c] = (-own * sum) / count - steep * (mean[c] as number);
  }
  return { own: factors, slope, constant };
}

/** Room for floats, written by `arrays`, at an address each. */
function withFloats(arrays: readonly Float32Array[], work: (...addresses: number[]) => void): void {
  withScratch(
    arrays.map(({ byteLength }) => byteLength),
    (...addresses) => {
      for (const [i, values] of arrays.entries())
        new Float32Array(memory().buffer, addresses[i], values.length).set(values);
      work(...addresses);
    },
  );
}
