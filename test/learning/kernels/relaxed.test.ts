/**
 * The kernels of the set "relaxed", which round otherwise than plain loops in single precision do: held to loops in
 * double precision. `kernels.test.ts` holds those of the set "simd" to the bit.
 */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { createRandom } from '../../../src/core/random.ts';
import { prepareBackend } from '../../../src/learning/backend.ts';
import { useKernels } from '../../../src/learning/kernels/kernelSet.ts';
import { Adam } from '../../../src/learning/tfjs/adam.ts';
import { denseLayer } from '../../../src/learning/tfjs/denseLayer.ts';
import { pooledConvolution } from '../../../src/learning/tfjs/pooledConvolution.ts';
import {
  type ConvolutionShape,
  exactConvolution,
  exactGradients,
  exactProduct,
  placesOf,
  relativeError,
} from './exact.ts';
import { normals, transposed } from './reference.ts';

beforeAll(async () => {
  useKernels('relaxed');
  await prepareBackend();
});

/**
 * Of the largest value. The worst of the shapes below is off by 7.6e-7, some twelve roundings of a float; 2.6 times that
 * leaves room for a processor that fuses otherwise.
 */
const TOLERANCE = 2e-6;

/** Nothing is left on the backend after the work. */
function tidily(work: () => void): void {
  const { numTensors } = tf.memory();
  const { numDataIds } = tf.backend() as unknown as { numDataIds(): number };
  const ids = numDataIds.call(tf.backend());
  tf.tidy(work);
  expect(tf.memory().numTensors).toBe(numTensors);
  expect(numDataIds.call(tf.backend())).toBe(ids);
}

function expectClose(got: tf.Tensor, wanted: Float64Array): void {
  expect(relativeError(got.dataSync<'float32'>(), wanted)).toBeLessThan(TOLERANCE);
}

const random = createRandom('shapes');
const from = (low: number, high: number) => low + random.int(high - low + 1);

describe('a product of matrices', () => {
  const shapes = Array.from({ length: 12 }, () => [from(1, 40), from(1, 70), from(1, 40)] as const);
  test.each([...shapes, [1, 1, 1], [200, 784, 100], [5, 8, 8]] as const)(
    'of %i x %i by %i, transposed or not, full and mostly zeros',
    (m, k, n) => {
      const b = normals(`b ${n}`, k * n);
      for (const zeros of [0.3, 0.85]) {
        const a = normals(`a ${m}`, m * k, zeros);
        a[0] = 1; // so that something is not zero
        const wanted = exactProduct(a, b, m, k, n);
        tidily(() => {
          const plain = [tf.tensor2d(a, [m, k]), tf.tensor2d(b, [k, n])] as const;
          const turned = [
            tf.tensor2d(transposed(a, m, k), [k, m]),
            tf.tensor2d(transposed(b, k, n), [n, k]),
          ] as const;
          const product = tf.matMul(plain[0], plain[1]);
          expectClose(product, wanted);
          expectClose(tf.matMul(turned[0], plain[1], true), wanted);
          expectClose(tf.matMul(plain[0], turned[1], false, true), wanted);
          expectClose(tf.matMul(turned[0], turned[1], true, true), wanted);
        });
      }
    },
  );

  test('has the same rows, to the bit, whichever rows are beside them, and whether zeros are listed or not', () => {
    const [m, k, n] = [37, 60, 53];
    const a = normals('a', m * k, 0.9);
    for (let i = 20 * k; i < m * k; i++) a[i] = normals(`row ${i}`, 1)[0] as number; // blank first, full then
    const b = normals('b', k * n);
    tidily(() => {
      const factor = tf.tensor2d(b, [k, n]);
      const rows = (first: number, end: number) =>
        tf.matMul(tf.tensor2d(a.slice(first * k, end * k), [end - first, k]), factor).dataSync<'float32'>();
      const whole = rows(0, m);
      for (const [first, end] of [[0, 1], [3, 20], [18, 37], [20, 37], [36, 37]] as const) // biome-ignore format: one line
        expect([...rows(first, end)]).toEqual([...whole.slice(first * n, end * n)]);
    });
  });
});

type Row = [...sizes: [number, number, number, number, number, number, number], pad: 'valid' | 'same'];

const shapeOf = ([n, height, width, channels, sizeY, sizeX, outputs, pad]: Row): ConvolutionShape => ({
  ...{ n, height, width, channels, sizeY, sizeX, outputs },
  rings: pad === 'same' ? [(sizeY - 1) / 2, (sizeX - 1) / 2] : [0, 0],
});

const tensorsOf = (
  { n, height, width, channels, sizeY, sizeX, outputs }: ConvolutionShape,
  x: Float32Array,
  w: Float32Array,
) =>
  [tf.tensor4d(x, [n, height, width, channels]), tf.tensor4d(w, [sizeY, sizeX, channels, outputs])] as const;

describe('a convolution', () => {
  const cases = Array.from({ length: 10 }, (): Row => {
    const [sizeY, sizeX] = [from(1, 5), from(1, 5)];
    return [
      from(1, 4),
      sizeY + from(0, 9),
      sizeX + from(0, 9),
      from(1, 12),
      sizeY,
      sizeX,
      from(1, 19),
      'valid',
    ];
  });
  test.each([
    ...cases,
    [2, 28, 28, 1, 5, 5, 30, 'valid'],
    [2, 12, 12, 30, 3, 3, 15, 'valid'],
    [2, 6, 7, 3, 3, 5, 4, 'same'],
    [1, 12, 12, 8, 3, 3, 16, 'same'],
  ] as Row[])('of %i maps %i x %i x %i by %i x %i x %i, %s, and its gradients', (...row) => {
    const shape = shapeOf(row);
    const pad = row[7];
    const { n, height, width, channels, sizeY, sizeX, outputs } = shape;
    const x = normals('maps', n * height * width * channels, 0.3);
    const w = normals('filter', sizeY * sizeX * channels * outputs);
    const maps = exactConvolution(shape, x, w);
    const dy = normals('gradient', maps.length, 0.5);
    const { dx, dw } = exactGradients(shape, x, w, dy);
    tidily(() => {
      const inputs = tensorsOf(shape, x, w);
      expectClose(tf.conv2d(...inputs, 1, pad), maps);
      const gradients = tf.grads((x, w) => tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, pad));
      const [ownDx, ownDw] = gradients([...inputs], tf.tensor4d(dy, [n, ...placesOf(shape), outputs]));
      expectClose(ownDx as tf.Tensor, dx);
      expectClose(ownDw as tf.Tensor, dw);
    });
  });
});

/** Pooling 2x2, bias and ReLU after the maps, and back: what goes through to the maps that were the largest. */
function exactPooling(
  shape: ConvolutionShape,
  maps: Float64Array,
  bias: Float32Array,
  dyOf: (length: number) => Float32Array,
) {
  const { n, outputs } = shape;
  const [tall, wide] = placesOf(shape);
  const [high, broad] = [tall >> 1, wide >> 1];
  const pooled = new Float64Array(n * high * broad * outputs);
  const dy = dyOf(pooled.length);
  const dMaps = new Float64Array(maps.length);
  const dBias = new Float64Array(outputs);
  for (let at = 0; at < pooled.length; at++) {
    const o = at % outputs;
    const x = Math.floor(at / outputs) % broad;
    const y = Math.floor(at / outputs / broad) % high;
    const image = Math.floor(at / outputs / broad / high);
    const window = [0, 1, 2, 3].map(
      (i) => ((image * tall + 2 * y + (i >> 1)) * wide + 2 * x + (i & 1)) * outputs + o,
    );
    const winner = window.reduce((best, i) => (maps[i]! > maps[best]! ? i : best));
    pooled[at] = Math.max(0, maps[winner]! + bias[o]!);
    if (pooled[at]! <= 0) continue;
    dMaps[winner]! += dy[at]!;
    dBias[o]! += dy[at]!;
  }
  return { pooled, dy, dMaps, dBias, sides: [high, broad] as const };
}

describe('a convolution with pooling, bias and ReLU in one', () => {
  test.each([
    [3, 28, 28, 1, 5, 5, 30, 'valid'],
    [3, 12, 12, 30, 3, 3, 15, 'valid'],
    [2, 9, 8, 3, 2, 3, 5, 'valid'],
    [2, 7, 11, 20, 3, 3, 9, 'same'],
    [3, 8, 8, 1, 3, 5, 2, 'same'],
    [2, 8, 9, 7, 1, 1, 4, 'valid'],
    [1, 10, 10, 1, 7, 7, 3, 'valid'],
    [2, 9, 12, 1, 5, 5, 9, 'same'],
    [2, 12, 11, 1, 5, 5, 4, 'valid'],
    [2, 8, 7, 41, 3, 3, 17, 'valid'],
    [2, 8, 9, 20, 5, 3, 3, 'same'],
  ] as Row[])('of %i maps %i x %i x %i by %i x %i x %i, %s, and its gradients', (...row) => {
    const shape = shapeOf(row);
    const pad = row[7];
    const { n, height, width, channels, sizeY, sizeX, outputs } = shape;
    // Half of the maps blank in parts, so that places are equally large, and rows without ink are passed over.
    const x = normals('ink', n * height * width * channels, 0.7).map((x, i) => (i % 97 < 50 ? 0 : x));
    const w = normals('weights', sizeY * sizeX * channels * outputs);
    const bias = normals('bias', outputs);
    const maps = exactConvolution(shape, x, w);
    const { pooled, dy, dMaps, dBias, sides } = exactPooling(shape, maps, bias, (length) =>
      normals('dy', length),
    );
    const { dx, dw } = exactGradients(shape, x, w, dMaps);
    tidily(() => {
      const [images, filter] = tensorsOf(shape, x, w);
      const b = tf.tensor1d(bias);
      const ours = (isInput: boolean) => (x: tf.Tensor, w: tf.Tensor, b: tf.Tensor) =>
        pooledConvolution(x as tf.Tensor4D, w as tf.Tensor4D, b as tf.Tensor1D, pad, isInput);
      expectClose(ours(false)(images, filter, b), pooled);
      const given = tf.tensor4d(dy, [n, ...sides, outputs]);
      const gradients = tf.grads(ours(false) as (...x: tf.Tensor[]) => tf.Tensor)([images, filter, b], given);
      for (const [i, wanted] of [dx, dw, dBias].entries()) expectClose(gradients[i] as tf.Tensor, wanted);
      const ofInput = tf.grads((w, b) => ours(true)(images, w as tf.Tensor, b as tf.Tensor))(
        [filter, b],
        given,
      );
      for (const [i, wanted] of [dw, dBias].entries()) expectClose(ofInput[i] as tf.Tensor, wanted);
    });
  });
});

describe('a dense layer in one', () => {
  test.each([
    [7, 30, 9, true],
    [7, 30, 9, false],
    [9, 3, 4, true],
    [1, 17, 2, true],
    [40, 784, 100, true],
  ] as const)('of %i x %i by %i, ReLU %s, and its gradients', (m, k, n, relu) => {
    const [x, w, bias, dy] = [
      normals('x', m * k, 0.7),
      normals('w', k * n),
      normals('b', n),
      normals('dy', m * n),
    ];
    const y = exactProduct(x, w, m, k, n).map((sum, i) => {
      const value = sum + bias[i % n]!;
      return relu ? Math.max(0, value) : value;
    });
    const open = Float64Array.from(dy, (g, i) => (relu && !(y[i]! > 0) ? 0 : g));
    const dBias = new Float64Array(n);
    for (const [i, g] of open.entries()) dBias[i % n]! += g;
    const turned = (values: Float32Array, rows: number, columns: number) => transposed(values, rows, columns);
    const wanted = [
      exactProduct(open, turned(w, k, n), m, n, k),
      exactProduct(turned(x, m, k), open, k, m, n),
      dBias,
    ];
    tidily(() => {
      const inputs = [tf.tensor2d(x, [m, k]), tf.tensor2d(w, [k, n]), tf.tensor1d(bias)] as const;
      const ours = (x: tf.Tensor, w: tf.Tensor, b: tf.Tensor) =>
        denseLayer(x as tf.Tensor2D, w as tf.Tensor2D, b as tf.Tensor1D, { relu, isInput: false });
      expectClose(ours(...inputs), y);
      const gradients = tf.grads(ours as (...x: tf.Tensor[]) => tf.Tensor)(
        [...inputs],
        tf.tensor2d(dy, [m, n]),
      );
      for (const [i, gradient] of gradients.entries()) expectClose(gradient, wanted[i] as Float64Array);
    });
  });
});

test('steps of Adam are those of the set "simd", to the bit', () => {
  const steps = (set: 'relaxed' | 'simd') => {
    useKernels(set);
    const variable = tf.variable(tf.tensor1d(normals('weights', 103)));
    const adam = new Adam([variable]);
    for (let i = 0; i < 6; i++)
      tf.tidy(() =>
        adam.step({ [variable.name]: tf.tensor1d(normals(`gradient ${i}`, 103)) }, () => ({
          learningRate: 0.01,
          weightDecay: 2,
          penalty: 0.3,
        })),
      );
    const values = variable.dataSync<'float32'>().slice();
    adam.dispose();
    variable.dispose();
    return values;
  };
  try {
    expect(steps('simd')).toEqual(steps('relaxed'));
  } finally {
    useKernels('relaxed');
  }
});
