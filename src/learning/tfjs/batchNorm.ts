import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { ConvLayer } from '../classifier.ts';
import { hasKernels } from '../kernels/instance.ts';

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
  /** Mean and variance of a batch that are still on the backend. */
  readonly #unread: tf.Tensor[] = [];

  constructor(channels: number) {
    this.#mean = new Float64Array(channels);
    this.#variance = new Float64Array(channels);
  }

  /** Normalises by the batch's own statistics, and counts them into the running ones. Differentiable in all three. */
  activate(maps: tf.Tensor4D, scale: tf.Tensor1D, bias: tf.Tensor1D): tf.Tensor4D {
    if (!hasKernels()) return this.#plainly(maps, scale, bias);
    const normalise = tf.customGrad((...args) => {
      const [x, s, b, save] = args as unknown as [tf.Tensor4D, tf.Tensor1D, tf.Tensor1D, tf.GradSaveFunc];
      const statistics = mapStatistics(heap(x), b.size);
      this.#count(statistics);
      const value = forward(x, heap(s).slice(), heap(b).slice(), statistics);
      save([x, value, s]);
      return {
        value,
        gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) =>
          backward(dy, saved as [tf.Tensor4D, tf.Tensor4D, tf.Tensor1D], statistics),
      };
    });
    return normalise(maps, scale, bias) as tf.Tensor4D;
  }

  /** Counts what plain operations have left to be read. Call it after each step. */
  async settle(): Promise<void> {
    const [mean, variance] = this.#unread.splice(0);
    if (!mean || !variance) return;
    const read = async (tensor: tf.Tensor) => Float64Array.from(await tensor.data<'float32'>());
    this.#count({ mean: await read(mean), variance: await read(variance) });
    tf.dispose([mean, variance]);
  }

  /** The same by operations of TensorFlow.js, for backends without our kernels. */
  #plainly(maps: tf.Tensor4D, scale: tf.Tensor1D, bias: tf.Tensor1D): tf.Tensor4D {
    const { mean, variance } = tf.moments(maps, [0, 1, 2]);
    this.#unread.push(tf.keep(tf.clone(mean)), tf.keep(tf.clone(variance)));
    const normalised = tf.div(tf.sub(maps, mean), tf.sqrt(tf.add(variance, EPSILON)));
    return tf.relu(tf.add(tf.mul(normalised, scale), bias)) as tf.Tensor4D;
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

  #count({ mean, variance }: MapStatistics): void {
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

const deviation = (variance: Float64Array, c: number) => Math.sqrt((variance[c] as number) + EPSILON);

function mapStatistics(values: Float32Array, channels: number): MapStatistics {
  const mean = new Float64Array(channels);
  const variance = new Float64Array(channels);
  for (let at = 0; at < values.length; at += channels)
    for (let c = 0; c < channels; c++) {
      const x = values[at + c] as number;
      mean[c] = (mean[c] as number) + x;
      variance[c] = (variance[c] as number) + x * x;
    }
  const count = values.length / channels;
  for (let c = 0; c < channels; c++) {
    const m = (mean[c] as number) / count;
    mean[c] = m;
    variance[c] = Math.max(0, (variance[c] as number) / count - m * m);
  }
  return { mean, variance };
}

/** max(0, scale * (x - mean) / deviation + bias), map by map. */
function forward(
  x: tf.Tensor4D,
  scale: Float32Array,
  bias: Float32Array,
  { mean, variance }: MapStatistics,
): tf.Tensor4D {
  const channels = mean.length;
  const factors = Float64Array.from(scale, (s, c) => s / deviation(variance, c));
  const offsets = Float64Array.from(bias, (b, c) => b - (mean[c] as number) * (factors[c] as number));
  const y = likeness(x);
  const values = heap(x);
  const result = heap(y);
  for (let at = 0; at < values.length; at += channels)
    for (let c = 0; c < channels; c++) {
      const sum = (values[at + c] as number) * (factors[c] as number) + (offsets[c] as number);
      result[at + c] = (sum + Math.abs(sum)) / 2; // the ReLU without a branch, which is mispredicted half the time
    }
  return y;
}

/** The gradients with respect to maps, scale and bias; the batch's statistics depend on the maps too. */
function backward(
  dy: tf.Tensor,
  [x, y, scale]: readonly [tf.Tensor4D, tf.Tensor4D, tf.Tensor1D],
  { mean, variance }: MapStatistics,
): [tf.Tensor4D, tf.Tensor1D, tf.Tensor1D] {
  const channels = mean.length;
  const scales = heap(scale).slice();
  const dx = likeness(x);
  const values = heap(x);
  const active = heap(y);
  const gradient = heap(dy);
  const result = heap(dx);
  const sums = new Float64Array(channels); // of the gradients where the ReLU lets them through
  const products = new Float64Array(channels); // and of their products with the maps
  for (let at = 0; at < values.length; at += channels)
    for (let c = 0; c < channels; c++) {
      const g = +((active[at + c] as number) > 0) * (gradient[at + c] as number);
      sums[c] = (sums[c] as number) + g;
      products[c] = (products[c] as number) + g * (values[at + c] as number);
    }
  const count = values.length / channels;
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
  for (let at = 0; at < values.length; at += channels)
    for (let c = 0; c < channels; c++) {
      const g = +((active[at + c] as number) > 0) * (gradient[at + c] as number);
      result[at + c] =
        (own[c] as number) * g + (slope[c] as number) * (values[at + c] as number) + (constant[c] as number);
    }
  return [dx, tf.tensor1d(scaleGradient), tf.tensor1d(Float32Array.from(sums))];
}

/** A tensor of the same shape, its values yet to be written. */
function likeness(x: tf.Tensor4D): tf.Tensor4D {
  const info = (tf.backend() as BackendWasm).makeOutput(x.shape, 'float32');
  return tf.engine().makeTensorFromTensorInfo(info) as tf.Tensor4D;
}

/** A view of a tensor's values in the WebAssembly memory; allocating another tensor may detach it. */
function heap(x: tf.Tensor): Float32Array {
  return (tf.backend() as BackendWasm).typedArrayFromHeap(x) as Float32Array;
}
