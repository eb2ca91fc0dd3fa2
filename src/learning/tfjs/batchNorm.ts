import * as tf from '@tensorflow/tfjs-core';
import type { ConvLayer } from '../classifier.ts';
import { addressOf, kernels, memory, output, withScratch } from '../kernels/instance.ts';
import { addPairwise, onePart, type Parts } from './parts.ts';

/** Keeps the square root from zero where a map is constant. */
const EPSILON = 1e-3;

/** What is kept of the running statistics in each step: they look back over some 20 steps. */
const MOMENTUM = 0.95;

/** Statistics of a convolution's maps over the drawings of a batch and all places. [channels] each */
export interface MapStatistics {
  readonly mean: Float64Array;
  readonly variance: Float64Array;
}

/** What a batch normalisation has counted so far. */
export interface RunningSums extends MapStatistics {
  readonly share: number;
}

/**
 * Batch normalisation (Ioffe and Szegedy, 2015) of one convolution's maps, with the ReLU after it: in training, each
 * map is brought to mean 0 and variance 1 over the batch, then scaled and shifted by what the network learns. It
 * replaces operations of TensorFlow.js that go through the maps a dozen times by two passes forward and two back.
 */
export class BatchNorm {
  readonly #mean: Float64Array;
  readonly #variance: Float64Array;
  /** 1 minus what of the running sums is still their start at zero. */
  #share = 0;

  constructor(channels: number) {
    this.#mean = new Float64Array(channels);
    this.#variance = new Float64Array(channels);
  }

  /**
   * Normalises by the batch's own statistics, and counts them into the running ones. Differentiable in all three.
   *
   * @param parts over which statistics and gradients are summed; left out, one
   */
  activate(
    maps: tf.Tensor4D,
    scale: tf.Tensor1D,
    bias: tf.Tensor1D,
    parts: Parts = onePart(maps.shape[0]),
  ): tf.Tensor4D {
    const normalise = tf.customGrad((...args) => {
      const [x, s, b, save] = args as unknown as [tf.Tensor4D, tf.Tensor1D, tf.Tensor1D, tf.GradSaveFunc];
      const statistics = mapStatistics(x, parts);
      this.count(statistics);
      const value = forward(x, valuesOf(s), valuesOf(b), statistics);
      save([x, value, s]);
      return {
        value,
        gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) =>
          backward(dy, saved as [tf.Tensor4D, tf.Tensor4D, tf.Tensor1D], statistics, parts),
      };
    });
    return normalise(maps, scale, bias) as tf.Tensor4D;
  }

  /** The running statistics, by which the network predicts. */
  statistics(): MapStatistics {
    const share = this.#share || 1;
    return { mean: this.#mean.map((sum) => sum / share), variance: this.#variance.map((sum) => sum / share) };
  }

  /** The running sums as they are, to go on from. */
  snapshot(): RunningSums {
    return { mean: this.#mean.slice(), variance: this.#variance.slice(), share: this.#share };
  }

  restore({ mean, variance, share }: RunningSums): void {
    this.#mean.set(mean);
    this.#variance.set(variance);
    this.#share = share;
  }

  /** Counts the statistics of one step's drawings into the running ones. */
  count({ mean, variance }: MapStatistics): void {
    this.#share = MOMENTUM * this.#share + 1 - MOMENTUM;
    for (let c = 0; c < mean.length; c++) {
      this.#mean[c] = MOMENTUM * (this.#mean[c] as number) + (1 - MOMENTUM) * (mean[c] as number);
      this.#variance[c] = MOMENTUM * (this.#variance[c] as number) + (1 - MOMENTUM) * (variance[c] as number);
    }
  }
}

/** The convolution that gives what `layer` gives when its maps are normalised by `statistics`, scaled, and shifted by its bias. */
export function foldBatchNorm(
  layer: ConvLayer,
  scale: Float32Array,
  { mean, variance }: MapStatistics,
): ConvLayer {
  const factors = scale.map((s, c) => s / deviation(variance, c));
  return {
    ...layer,
    kernel: layer.kernel.map((weight, i) => weight * (factors[i % layer.outputs] as number)),
    bias: layer.bias.map((b, c) => b - (mean[c] as number) * (factors[c] as number)),
  };
}

/** Of a map, kept from zero. */
export const deviation = (variance: Float64Array, c: number) => Math.sqrt((variance[c] as number) + EPSILON);

/** Places of one drawing, and of the whole step. */
function placesOf({ shape: [, height, width] }: tf.Tensor4D, { drawings }: Parts) {
  return { each: height * width, all: height * width * drawings };
}

/**
 * Two sums by channel over all drawings of the step. [2, channels]
 *
 * @param run sums over the `count` places from the `first` on, to two addresses
 */
export function sumPlaces(
  x: tf.Tensor4D,
  parts: Parts,
  run: (first: number, count: number, to: number, other: number) => void,
): Float64Array {
  const channels = x.shape[3];
  const { each } = placesOf(x, parts);
  const sums = parts.bounds.slice(0, -1).map((from, i) => {
    const own = new Float64Array(2 * channels);
    withScratch([16 * channels], (to = 0) => {
      run(from * each, ((parts.bounds[i + 1] as number) - from) * each, to, to + 8 * channels);
      own.set(new Float64Array(memory().buffer, to, 2 * channels));
    });
    return own;
  });
  const total = addPairwise(sums, (sum, other) => {
    for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] as number) + (other[i] as number);
  });
  parts.exchange?.(total);
  return total;
}

function mapStatistics(x: tf.Tensor4D, parts: Parts): MapStatistics {
  const channels = x.shape[3];
  const at = addressOf(x);
  const sums = sumPlaces(x, parts, (first, count, to, other) =>
    kernels().mapSums(at + 4 * first * channels, count, channels, to, other),
  );
  const { all } = placesOf(x, parts);
  const mean = sums.subarray(0, channels).map((sum) => sum / all);
  const variance = mean.map((m, c) => Math.max(0, (sums[channels + c] as number) / all - m * m));
  return { mean, variance };
}

/** Room for doubles, written by `arrays`, at an address each. */
function withDoubles(arrays: readonly Float64Array[], work: (...addresses: number[]) => void): void {
  withScratch(
    arrays.map(({ byteLength }) => byteLength),
    (...addresses) => {
      for (const [i, values] of arrays.entries())
        new Float64Array(memory().buffer, addresses[i], values.length).set(values);
      work(...addresses);
    },
  );
}

/** max(0, scale * (x - mean) / deviation + bias), map by map. */
function forward(
  x: tf.Tensor4D,
  scale: Float32Array,
  bias: Float32Array,
  { mean, variance }: MapStatistics,
): tf.Tensor4D {
  const factors = Float64Array.from(scale, (s, c) => s / deviation(variance, c));
  const offsets = Float64Array.from(bias, (b, c) => b - (mean[c] as number) * (factors[c] as number));
  const y = output(x.shape);
  const channels = mean.length;
  withDoubles([factors, offsets], (factor = 0, offset = 0) => {
    kernels().normaliseMaps(addressOf(x), x.size / channels, channels, factor, offset, addressOf(y));
  });
  return tf.engine().makeTensorFromTensorInfo(y) as tf.Tensor4D;
}

/** The gradients with respect to maps, scale and bias; the batch's statistics depend on the maps too. */
function backward(
  dy: tf.Tensor,
  [x, y, scale]: readonly [tf.Tensor4D, tf.Tensor4D, tf.Tensor1D],
  { mean, variance }: MapStatistics,
  parts: Parts,
): [tf.Tensor4D, tf.Tensor1D, tf.Tensor1D] {
  const channels = mean.length;
  const scales = valuesOf(scale);
  const [maps, active, gradients] = [x, y, dy].map(addressOf) as [number, number, number];
  // Of the gradients where the ReLU lets them through, and of their products with the maps.
  const both = sumPlaces(x, parts, (first, count, to, other) => {
    const from = 4 * first * channels;
    kernels().openSums(maps + from, active + from, gradients + from, count, channels, to, other);
  });
  const [sums, products] = [both.subarray(0, channels), both.subarray(channels)];
  const { all: count } = placesOf(x, parts);
  // dx = scale / deviation * (g - mean of g - normalised x * mean of (g * normalised x)), as own * g + slope * x + constant
  const scaleGradient = new Float32Array(channels);
  const own = new Float64Array(channels);
  const slope = new Float64Array(channels);
  const constant = new Float64Array(channels);
  for (let c = 0; c < channels; c++) {
    const sigma = deviation(variance, c);
    const total = ((products[c] as number) - (mean[c] as number) * (sums[c] as number)) / sigma;
    scaleGradient[c] = total;
    own[c] = (scales[c] as number) / sigma;
    slope[c] = (-(own[c] as number) * total) / (count * sigma);
    constant[c] =
      (-(own[c] as number) * (sums[c] as number)) / count - (slope[c] as number) * (mean[c] as number);
  }
  const dx = output(x.shape);
  withDoubles([own, slope, constant], (...factors) => {
    kernels().normGradients(
      ...[maps, active, gradients, x.size / channels, channels],
      ...factors,
      addressOf(dx),
    );
  });
  const learnt = [scaleGradient, Float32Array.from(sums)].map((gradient) =>
    parts.isHelper ? tf.zeros<tf.Rank.R1>([channels]) : tf.tensor1d(gradient),
  ) as [tf.Tensor1D, tf.Tensor1D];
  return [tf.engine().makeTensorFromTensorInfo(dx) as tf.Tensor4D, ...learnt];
}

const valuesOf = (tensor: tf.Tensor) => tensor.dataSync<'float32'>().slice();
