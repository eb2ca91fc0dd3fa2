import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { createRandom } from '../../../src/core/random.ts';
import { prepareBackend } from '../../../src/learning/backend.ts';
import type { ConvLayer } from '../../../src/learning/classifier.ts';
import { BatchNorm, foldBatchNorm } from '../../../src/learning/tfjs/batchNorm.ts';
import { type Parts, partBounds } from '../../../src/learning/tfjs/parts.ts';

beforeAll(prepareBackend);

const EPSILON = 1e-3;
const SHAPE: [number, number, number, number] = [3, 4, 5, 6];

function normals(name: string, length: number, deviation = 1, mean = 0): Float32Array {
  const random = createRandom(name);
  return Float32Array.from({ length }, () => mean + deviation * random.normal());
}

const maps = () => tf.tensor4d(normals('maps', 360, 2, 0.7), SHAPE);
const scale = () => tf.tensor1d([1, 0.5, -0.8, 2, 1.3, 0]);
const bias = () => tf.tensor1d([0, 0.3, -0.2, 0.1, -1, 0.5]);

/** The same from TensorFlow.js's own operations. */
function plain(x: tf.Tensor4D, s: tf.Tensor1D, b: tf.Tensor1D): tf.Tensor4D {
  const { mean, variance } = tf.moments(x, [0, 1, 2]);
  const normalised = tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, EPSILON)));
  return tf.relu(tf.add(tf.mul(normalised, s), b)) as tf.Tensor4D;
}

function expectClose(got: tf.Tensor, wanted: tf.Tensor, tolerance: number): void {
  expect(got.shape).toEqual(wanted.shape);
  const values = wanted.dataSync();
  expect(Math.max(...values.map(Math.abs))).toBeGreaterThan(0.1);
  for (const [i, value] of got.dataSync().entries())
    expect(Math.abs(value - (values[i] as number))).toBeLessThan(tolerance);
}

describe('batch normalisation', () => {
  test('gives what the operations of TensorFlow.js give', () => {
    tf.tidy(() => {
      expectClose(new BatchNorm(6).activate(maps(), scale(), bias()), plain(maps(), scale(), bias()), 1e-5);
    });
  });

  test('has the gradients of those operations in maps, scale and bias', () => {
    tf.tidy(() => {
      const weights = tf.tensor4d(normals('weights', 360), SHAPE);
      const gradients = (activate: typeof plain) =>
        tf.grads((x, s, b) =>
          tf.sum(tf.mul(activate(x as tf.Tensor4D, s as tf.Tensor1D, b as tf.Tensor1D), weights)),
        )([maps(), scale(), bias()]);
      const norm = new BatchNorm(6);
      const ours = gradients((x, s, b) => norm.activate(x, s, b));
      for (const [i, wanted] of gradients(plain).entries()) expectClose(ours[i] as tf.Tensor, wanted, 1e-4);
    });
  });

  test('averages the statistics of its batches, the later ones weighing more, without bias to zero', () => {
    const norm = new BatchNorm(1);
    const activate = (...values: number[]) =>
      tf.tidy(() => {
        norm.activate(tf.tensor4d(values, [1, 2, 1, 1]), tf.tensor1d([1]), tf.tensor1d([0]));
      });
    activate(1, 5);
    expect(norm.statistics().mean[0]).toBeCloseTo(3, 6);
    expect(norm.statistics().variance[0]).toBeCloseTo(4, 6);
    activate(9, 9);
    const earlier = 0.95 / 1.95;
    expect(norm.statistics().mean[0]).toBeCloseTo(earlier * 3 + (1 - earlier) * 9, 6);
    expect(norm.statistics().variance[0]).toBeCloseTo(earlier * 4, 6);
  });

  test('copes with maps that are constant', () => {
    tf.tidy(() => {
      const y = new BatchNorm(2).activate(
        tf.ones([2, 2, 2, 2]),
        tf.tensor1d([1, 1]),
        tf.tensor1d([0.25, -1]),
      );
      expect([...y.dataSync()]).toEqual(Array.from({ length: 16 }, (_, i) => (i % 2 === 0 ? 0.25 : 0)));
    });
  });

  test('leaves nothing on the backend but what it gives', () => {
    const inputs = [maps(), scale(), bias()] as const;
    const { numTensors } = tf.memory();
    const y = new BatchNorm(6).activate(...inputs);
    expect(tf.memory().numTensors).toBe(numTensors + 1);
    tf.dispose([y, ...inputs]);
  });
});

describe('batch normalisation in parts', () => {
  const [n, places, channels] = [7, 4 * 5, 6];
  const shape: [number, number, number, number] = [n, 4, 5, channels];
  const bounds = partBounds(n, 4);
  const x = normals('maps', n * places * channels, 2, 0.7);
  const dy = normals('gradient', x.length);

  /** Two sums by channel over the drawings from `first` to `end`, one place after the other. [2, channels] */
  const sumsOf = (first: number, end: number, each: (at: number) => readonly [number, number]) => {
    const sums = new Float64Array(2 * channels);
    for (let at = first * places * channels; at < end * places * channels; at++)
      for (const [i, value] of each(at).entries())
        sums[i * channels + (at % channels)] = (sums[i * channels + (at % channels)] as number) + value;
    return sums;
  };
  /** The sums of four parts, pairwise. */
  const pairwise = (each: (at: number) => readonly [number, number]) => {
    const [a, b, c, d] = [0, 1, 2, 3].map((i) => sumsOf(bounds[i] as number, bounds[i + 1] as number, each));
    return a?.map((value, i) => value + (b?.[i] as number) + ((c?.[i] as number) + (d?.[i] as number)));
  };

  /** Forward and back; what was exchanged, maps, and the gradients of maps, scale and bias. */
  function run(parts: Partial<Parts>, drawings = [0, n] as const) {
    const exchanged: Float64Array[] = [];
    const part = (values: Float32Array) =>
      tf.tensor4d(values.slice(...drawings.map((at) => at * places * channels)), [
        drawings[1] - drawings[0],
        ...shape.slice(1),
      ] as typeof shape);
    const values = tf.tidy(() => {
      const norm = new BatchNorm(channels);
      const own: Parts = {
        bounds,
        drawings: n,
        ...parts,
        exchange: (sums) => {
          exchanged.push(sums.slice());
          parts.exchange?.(sums);
        },
      };
      let y: tf.Tensor | undefined;
      const activate = (x: tf.Tensor, s: tf.Tensor, b: tf.Tensor) => {
        y = tf.keep(norm.activate(x as tf.Tensor4D, s as tf.Tensor1D, b as tf.Tensor1D, own));
        return y;
      };
      const gradients = tf.grads(activate as (...x: tf.Tensor[]) => tf.Tensor)(
        [part(x), scale(), bias()],
        part(dy),
      );
      const read = [y as tf.Tensor, ...gradients].map((tensor) => tensor.dataSync<'float32'>().slice());
      y?.dispose();
      return read;
    });
    return { exchanged, values: values as [Float32Array, Float32Array, Float32Array, Float32Array] };
  }

  test('sums statistics and gradients part by part, then pairwise, bit for bit', () => {
    const { exchanged, values } = run({});
    const [y] = values;
    const open = (at: number) => ((y[at] as number) > 0 ? (dy[at] as number) : 0);
    expect(exchanged).toEqual([
      pairwise((at) => [x[at] as number, (x[at] as number) ** 2]),
      pairwise((at) => [open(at), open(at) * (x[at] as number)]),
    ]);
    const inOnePart = run({ bounds: [0, n] });
    expect(inOnePart.exchanged[0]).toEqual(sumsOf(0, n, (at) => [x[at] as number, (x[at] as number) ** 2]));
    expect(inOnePart.exchanged).not.toEqual(exchanged);
    expect(values[3]).toEqual(Float32Array.from(exchanged[1]?.subarray(0, channels) ?? []));
  });

  test('gives two threads what one has, when each is told the sums of all; a helper leaves the gradients that were exchanged', () => {
    const whole = run({});
    const halves = [0, 1].map((rank) => {
      const own = bounds.slice(2 * rank, 2 * rank + 3);
      const first = own[0] as number;
      let turn = 0;
      const exchange = (sums: Float64Array) => void sums.set(whole.exchanged[turn++] as Float64Array);
      const parts = { bounds: own.map((bound) => bound - first), exchange, isHelper: rank > 0 };
      return run(parts, [first, own[2] as number] as never).values;
    });
    const [owner, helper] = halves as [(typeof whole)['values'], (typeof whole)['values']];
    for (const i of [0, 1] as const)
      expect(Float32Array.from([...owner[i], ...helper[i]])).toEqual(whole.values[i]);
    expect(owner.slice(2)).toEqual(whole.values.slice(2));
    expect(helper.slice(2)).toEqual([new Float32Array(channels), new Float32Array(channels)]);
  });
});

describe('foldBatchNorm', () => {
  test('makes one convolution of a convolution and its normalisation', () => {
    const layer: ConvLayer = {
      size: 3,
      inputs: 2,
      outputs: 4,
      kernel: normals('kernel', 72),
      bias: Float32Array.of(0.1, -0.4, 0, 2),
      padding: 'same',
      pool: false,
    };
    const factors = Float32Array.of(1, -2, 0.5, 0);
    const mean = Float64Array.of(0.3, -1, 0, 5);
    const variance = Float64Array.of(1, 0.04, 9, 0);
    const folded = foldBatchNorm(layer, factors, { mean, variance });
    expect(folded).toMatchObject({ size: 3, inputs: 2, outputs: 4, padding: 'same', pool: false });
    tf.tidy(() => {
      const x = tf.tensor4d(normals('x', 2 * 5 * 5 * 2), [2, 5, 5, 2]);
      const convolve = ({ kernel }: ConvLayer) => tf.conv2d(x, tf.tensor4d(kernel, [3, 3, 2, 4]), 1, 'same');
      const deviation = tf.sqrt(tf.add(tf.tensor1d(Float32Array.from(variance)), EPSILON));
      const normalised = tf.div(tf.sub(convolve(layer), tf.tensor1d(Float32Array.from(mean))), deviation);
      const wanted = tf.add(tf.mul(normalised, tf.tensor1d(factors)), tf.tensor1d(layer.bias));
      expectClose(tf.add(convolve(folded), tf.tensor1d(folded.bias)), wanted, 2e-4);
    });
  });
});
