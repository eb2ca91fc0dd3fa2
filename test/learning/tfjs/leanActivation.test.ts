import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { KERNEL_SETS } from '../../../src/core/kernel-sets.ts';
import { createRandom } from '../../../src/core/random.ts';
import { prepareBackend } from '../../../src/learning/backend.ts';
import { bestKernelSet, useKernels } from '../../../src/learning/kernels/kernelSet.ts';
import { averagePlaces } from '../../../src/learning/tfjs/averagePlaces.ts';
import { BatchNorm } from '../../../src/learning/tfjs/batchNorm.ts';
import { leanActivation } from '../../../src/learning/tfjs/leanActivation.ts';
import { partBounds } from '../../../src/learning/tfjs/parts.ts';

beforeAll(prepareBackend);
afterEach(() => useKernels(bestKernelSet()));

const EPSILON = 1e-3;

function normals(name: string, length: number, deviation = 1, mean = 0): Float32Array {
  const random = createRandom(name);
  return Float32Array.from({ length }, () => mean + deviation * random.normal());
}

/** Maps of odd sides, larger than what is summed in one go, with windows in which nothing is above zero. */
const [N, HEIGHT, WIDTH, CHANNELS] = [5, 15, 9, 8];
const SIZE = N * HEIGHT * WIDTH * CHANNELS;
const x = normals('maps', SIZE, 2, 0.7);
const added = normals('skip', SIZE, 0.5);
const scale = Float32Array.of(1, 0.5, -0.8, 2, 1.3, 0.1, -2, 1);
const bias = Float32Array.of(0, 0.3, -0.2, 0.1, -1, 0.5, 1, -2);

const at = (n: number, y: number, column: number, c: number) =>
  ((n * HEIGHT + y) * WIDTH + column) * CHANNELS + c;

/** The activation and its gradients with respect to maps, scale, bias and skip, in doubles, from the formulas. */
function reference(skip: Float32Array | undefined, pool: boolean, weights: Float32Array) {
  const places = N * HEIGHT * WIDTH;
  const own = (c: number) => Array.from({ length: places }, (_, i) => x[i * CHANNELS + c] as number);
  const means = Array.from({ length: CHANNELS }, (_, c) => own(c).reduce((a, b) => a + b) / places);
  const sigmas = means.map((mean, c) =>
    Math.sqrt(own(c).reduce((sum, value) => sum + (value - mean) ** 2, 0) / places + EPSILON),
  );
  const centred = Float64Array.from(x, (value, i) => (value - means[i % CHANNELS]!) / sigmas[i % CHANNELS]!);
  const values = centred.map(
    (value, i) => value * scale[i % CHANNELS]! + bias[i % CHANNELS]! + (skip?.[i] ?? 0),
  );
  const y: number[] = [];
  const open = new Float64Array(SIZE); // gradients before the ReLU
  const [down, across] = pool ? [Math.floor(HEIGHT / 2), Math.floor(WIDTH / 2)] : [HEIGHT, WIDTH];
  for (let n = 0; n < N; n++)
    for (let row = 0; row < down; row++)
      for (let column = 0; column < across; column++)
        for (let c = 0; c < CHANNELS; c++) {
          const [top, left] = [2 * row, 2 * column];
          const window = pool
            ? [
                at(n, top, left, c),
                at(n, top, left + 1, c),
                at(n, top + 1, left, c),
                at(n, top + 1, left + 1, c),
              ]
            : [at(n, row, column, c)];
          const winner = window.reduce((best, i) => (values[i]! > values[best]! ? i : best));
          if (values[winner]! > 0) open[winner] = weights[y.length]!;
          y.push(Math.max(0, values[winner]!));
        }
  const sum = (of: (i: number) => number, c: number) =>
    Array.from({ length: places }, (_, i) => of(i * CHANNELS + c)).reduce((a, b) => a + b);
  const biases = scale.map((_, c) => sum((i) => open[i]!, c));
  const scales = scale.map((_, c) => sum((i) => open[i]! * centred[i]!, c));
  const dx = open.map((g, i) => {
    const c = i % CHANNELS;
    return (scale[c]! / sigmas[c]!) * (g - biases[c]! / places - (centred[i]! * scales[c]!) / places);
  });
  return { y, gradients: [dx, scales, biases, ...(skip ? [open] : [])] };
}

function expectClose(got: ArrayLike<number>, wanted: ArrayLike<number>): void {
  expect(got.length).toBe(wanted.length);
  const largest = Array.from(wanted).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const off = Array.from(wanted, (value, i) => Math.abs(value - (got[i] as number)));
  expect(Math.max(...off) / largest).toBeLessThan(5e-6);
}

describe.each(KERNEL_SETS)('with the kernels of the set "%s"', (set) => {
  test.each([
    ['as they are', false, false],
    ['pooled', true, false],
    ['with what skips them', false, true],
    ['with what skips them, pooled', true, true],
  ])('maps %s are normalised, and their gradients those of the formulas', (_, pool, skips) => {
    useKernels(set);
    const skip = skips ? added : undefined;
    const count = pool ? N * 7 * 4 * CHANNELS : SIZE;
    const weights = normals('weights', count);
    const wanted = reference(skip, pool, weights);
    expect(wanted.y.filter((value) => value === 0).length).toBeGreaterThan(20);
    tf.tidy(() => {
      const shape: [number, number, number, number] = [N, HEIGHT, WIDTH, CHANNELS];
      const inputs = [
        tf.tensor4d(x, shape),
        tf.tensor1d(scale),
        tf.tensor1d(bias),
        ...(skip ? [tf.tensor4d(skip, shape)] : []),
      ];
      const parts = { bounds: partBounds(N, 2), drawings: N };
      const run = (maps: tf.Tensor, s: tf.Tensor, b: tf.Tensor, more?: tf.Tensor) =>
        leanActivation(new BatchNorm(CHANNELS), maps as tf.Tensor4D, s as tf.Tensor1D, b as tf.Tensor1D, {
          parts,
          pool,
          skip: more as tf.Tensor4D | undefined,
        });
      const y = run(...(inputs as [tf.Tensor, tf.Tensor, tf.Tensor]));
      expectClose(y.dataSync(), wanted.y);
      const gradients = tf.grads((...given) =>
        tf.sum(tf.mul(run(...(given as [tf.Tensor, tf.Tensor, tf.Tensor])), tf.tensor(weights, y.shape))),
      )(inputs);
      expect(gradients).toHaveLength(wanted.gradients.length);
      for (const [i, gradient] of gradients.entries())
        expectClose(gradient.dataSync(), wanted.gradients[i] as Float64Array);
    });
  });

  test('maps are averaged over their places, and each place has its share of the gradient', () => {
    useKernels(set);
    tf.tidy(() => {
      const maps = tf.tensor4d(x, [N, HEIGHT, WIDTH, CHANNELS]);
      const weights = normals('weights', N * CHANNELS);
      const area = HEIGHT * WIDTH;
      const means = Array.from({ length: N * CHANNELS }, (_, i) => {
        const [n, c] = [Math.floor(i / CHANNELS), i % CHANNELS];
        let sum = 0;
        for (let place = 0; place < area; place++) sum += x[(n * area + place) * CHANNELS + c]!;
        return sum / area;
      });
      expectClose(averagePlaces(maps).dataSync(), means);
      const gradient = tf.grad((given) =>
        tf.sum(tf.mul(averagePlaces(given as tf.Tensor4D), tf.tensor2d(weights, [N, CHANNELS]))),
      )(maps);
      const shares = Float64Array.from(x, (_, i) => {
        const n = Math.floor(i / (area * CHANNELS));
        return weights[n * CHANNELS + (i % CHANNELS)]! / area;
      });
      expectClose(gradient.dataSync(), shares);
    });
  });
});
