import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { createRandom } from '../../../src/core/random.ts';
import { prepareBackend } from '../../../src/learning/backend.ts';
import type { ConvLayer } from '../../../src/learning/classifier.ts';
import { BatchNorm, foldBatchNorm } from '../../../src/learning/tfjs/batchNorm.ts';

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
