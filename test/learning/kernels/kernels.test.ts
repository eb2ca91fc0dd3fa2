import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { compileKernels } from '../../../pipeline/buildKernels.ts';
import { KERNEL_SETS } from '../../../src/core/kernel-sets.ts';
import { createRandom } from '../../../src/core/random.ts';
import { prepareBackend } from '../../../src/learning/backend.ts';
import { BINARIES } from '../../../src/learning/kernels/binary.ts';
import { useKernels } from '../../../src/learning/kernels/kernelSet.ts';
import { Adam } from '../../../src/learning/tfjs/adam.ts';
import { denseLayer } from '../../../src/learning/tfjs/denseLayer.ts';
import { pooledConvolution } from '../../../src/learning/tfjs/pooledConvolution.ts';
import { imageTensor } from '../../../src/learning/tfjs/predict.ts';
import {
  convolution,
  filterGradient,
  framed,
  type Maps,
  mapGradient,
  normals,
  product,
  transposed,
} from './reference.ts';

beforeAll(async () => {
  useKernels('simd'); // which round as TensorFlow.js does
  await prepareBackend();
});

/** Bit for bit, but for the sign of zeros. */
function expectSame(got: tf.Tensor, wanted: Float32Array): void {
  const values = got.dataSync<'float32'>();
  expect(values.length).toBe(wanted.length);
  expect(Math.max(...wanted.map(Math.abs))).toBeGreaterThan(0);
  expect([...values].findIndex((value, i) => value !== wanted[i])).toBe(-1);
}

/** Nothing is left on the backend after the work. */
function tidily(work: () => void): void {
  const { numTensors } = tf.memory();
  const { numDataIds } = tf.backend() as unknown as { numDataIds(): number };
  const ids = numDataIds.call(tf.backend());
  tf.tidy(work);
  expect(tf.memory().numTensors).toBe(numTensors);
  expect(numDataIds.call(tf.backend())).toBe(ids);
}

const random = createRandom('shapes');
const from = (low: number, high: number) => low + random.int(high - low + 1);

test.each(KERNEL_SETS)('the committed kernels of the set "%s" are what their sources give', async (set) => {
  expect(await compileKernels(set)).toBe(BINARIES[set]);
});

describe('a product of matrices', () => {
  const shapes = Array.from({ length: 12 }, () => [from(1, 40), from(1, 70), from(1, 40)] as const);
  test.each([...shapes, [1, 1, 1], [200, 784, 100], [5, 8, 8]] as const)(
    'of %i x %i by %i, as plain loops, transposed or not',
    (m, k, n) => {
      const a = normals(`a ${m}`, m * k, 0.3);
      const b = normals(`b ${n}`, k * n);
      const wanted = product(a, b, m, k, n);
      tidily(() => {
        const plain = [tf.tensor2d(a, [m, k]), tf.tensor2d(b, [k, n])] as const;
        const turned = [
          tf.tensor2d(transposed(a, m, k), [k, m]),
          tf.tensor2d(transposed(b, k, n), [n, k]),
        ] as const;
        expectSame(tf.matMul(plain[0], plain[1]), wanted);
        expectSame(tf.matMul(turned[0], plain[1], true), wanted);
        expectSame(tf.matMul(plain[0], turned[1], false, true), wanted);
        expectSame(tf.matMul(turned[0], turned[1], true, true), wanted);
      });
    },
  );
});

describe('a product whose first factor is mostly zeros', () => {
  test.each([
    [3, 40, 7],
    [20, 784, 100],
    [16, 30, 52],
    [8, 61, 53],
    [4, 45, 130],
  ] as const)('of %i x %i by %i, as plain loops', (m, k, n) => {
    const a = normals('sparse', m * k, 0.85);
    const b = normals('b', k * n);
    const wanted = product(a, b, m, k, n);
    tidily(() => {
      expectSame(tf.matMul(tf.tensor2d(a, [m, k]), tf.tensor2d(b, [k, n])), wanted);
      expectSame(tf.matMul(tf.tensor2d(transposed(a, m, k), [k, m]), tf.tensor2d(b, [k, n]), true), wanted);
    });
  });
});

describe('a convolution', () => {
  const cases = Array.from({ length: 10 }, () => {
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
    ] as const;
  });
  test.each([
    ...cases,
    [2, 28, 28, 1, 5, 5, 30, 'valid'],
    [2, 12, 12, 30, 3, 3, 15, 'valid'],
    [2, 6, 7, 3, 3, 5, 4, 'same'],
    [1, 12, 12, 8, 3, 3, 16, 'same'],
  ] as const)(
    'of %i maps %i x %i x %i by %i x %i x %i, %s, and its gradients, as plain loops',
    (n, height, width, channels, sizeY, sizeX, outputs, pad) => {
      const maps: Maps = {
        shape: [n, height, width, channels],
        data: normals('maps', n * height * width * channels, 0.3),
      };
      const filter = normals('filter', sizeY * sizeX * channels * outputs);
      const rings = pad === 'same' ? ([(sizeY - 1) / 2, (sizeX - 1) / 2] as const) : ([0, 0] as const);
      const around = framed(maps, ...rings);
      const wanted = convolution(around, filter, sizeY, sizeX, outputs);
      const gradient: Maps = { ...wanted, data: normals('gradient', wanted.data.length, 0.5) };
      const whole = mapGradient(gradient, filter, sizeY, sizeX, channels);
      tidily(() => {
        const x = tf.tensor4d(maps.data, [...maps.shape]);
        const w = tf.tensor4d(filter, [sizeY, sizeX, channels, outputs]);
        const dy = tf.tensor4d(gradient.data, [...gradient.shape]);
        const [y, grads] = [
          tf.conv2d(x, w, 1, pad),
          tf.grads((x, w) => tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, pad)),
        ];
        expectSame(y, wanted.data);
        const [dx, dw] = grads([x, w], dy) as [tf.Tensor, tf.Tensor];
        expectSame(dw, filterGradient(around, gradient, sizeY, sizeX));
        const inner = tf.slice(
          tf.tensor4d(whole.data, [...whole.shape]),
          [0, rings[0], rings[1], 0],
          [...maps.shape],
        );
        expectSame(dx, inner.dataSync<'float32'>());
      });
    },
  );
});

/** Gradients of the same weighted sum of two functions, and their values, must agree bit for bit. */
function expectSameGradients(
  ours: (...x: tf.Tensor[]) => tf.Tensor,
  plain: (...x: tf.Tensor[]) => tf.Tensor,
  inputs: tf.Tensor[],
): void {
  const value = plain(...inputs);
  const dy = tf.tensor(normals('dy', value.size), value.shape);
  expectSame(ours(...inputs), value.dataSync<'float32'>());
  const wanted = tf.grads(plain)(inputs, dy);
  for (const [i, gradient] of tf.grads(ours)(inputs, dy).entries())
    expectSame(gradient, (wanted[i] as tf.Tensor).dataSync<'float32'>());
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
  ] as const)(
    'of %i maps %i x %i x %i by %i x %i x %i, %s, and its gradients, as one after the other',
    (n, height, width, channels, sizeY, sizeX, outputs, pad) => {
      // Half of the maps blank in parts, so that places are equally large, and rows without ink are passed over.
      const ink = normals('ink', n * height * width * channels, 0.7).map((x, i) => (i % 97 < 50 ? 0 : x));
      const weights = normals('weights', sizeY * sizeX * channels * outputs);
      tidily(() => {
        const x = tf.tensor4d(ink, [n, height, width, channels]);
        const w = tf.tensor4d(weights, [sizeY, sizeX, channels, outputs]);
        const b = tf.tensor1d(normals('bias', outputs));
        type Args = [tf.Tensor4D, tf.Tensor4D, tf.Tensor1D];
        const ours = (isInput: boolean) => (x: tf.Tensor, w: tf.Tensor, b: tf.Tensor) =>
          pooledConvolution(...([x, w, b] as Args), pad, isInput);
        const plain = (x: tf.Tensor, w: tf.Tensor, b: tf.Tensor) =>
          tf.relu(
            tf.add(
              tf.maxPool(tf.conv2d(...([x, w] as [tf.Tensor4D, tf.Tensor4D]), 1, pad), 2, 2, 'valid'),
              b,
            ),
          );
        expectSameGradients(ours(false) as typeof plain, plain, [x, w, b]);
        const ofImages = ours(true);
        expectSameGradients(
          (w, b) => ofImages(x, w as tf.Tensor, b as tf.Tensor),
          (w, b) => plain(x, w as tf.Tensor, b as tf.Tensor),
          [w, b],
        );
      });
    },
  );
});

describe('a dense layer in one', () => {
  test.each([
    [7, 30, 9, true],
    [7, 30, 9, false],
    [9, 3, 4, true],
    [40, 784, 100, true],
  ] as const)(
    'of %i x %i by %i, ReLU %s, and its gradients, as one operation after the other',
    (m, k, n, relu) => {
      tidily(() => {
        const x = tf.tensor2d(normals('x', m * k, 0.7), [m, k]);
        const w = tf.tensor2d(normals('w', k * n), [k, n]);
        const b = tf.tensor1d(normals('b', n));
        const ours = (x: tf.Tensor, w: tf.Tensor, b: tf.Tensor, isInput = false) =>
          denseLayer(x as tf.Tensor2D, w as tf.Tensor2D, b as tf.Tensor1D, { relu, isInput });
        const plain = (x: tf.Tensor, w: tf.Tensor, b: tf.Tensor) => {
          const sum = tf.add(tf.matMul(x as tf.Tensor2D, w as tf.Tensor2D), b);
          return relu ? tf.relu(sum) : sum;
        };
        expectSameGradients(ours as typeof plain, plain, [x, w, b]);
        expectSameGradients(
          (w, b) => ours(x, w as tf.Tensor, b as tf.Tensor, true),
          (w, b) => plain(x, w as tf.Tensor, b as tf.Tensor),
          [w, b],
        );
      });
    },
  );
});

test('steps of Adam move the weights as those of tf.AdamOptimizer', () => {
  tidily(() => {
    const start = normals('weights', 103);
    const variable = tf.variable(tf.tensor1d(start));
    const reference = tf.variable(tf.tensor1d(start));
    const adam = new Adam([variable]);
    const optimizer = tf.train.adam(0.01, 0.9, 0.999);
    for (let i = 0; i < 6; i++) {
      const gradient = tf.tensor1d(normals(`gradient ${i}`, 103));
      adam.step({ [variable.name]: gradient }, () => ({ learningRate: 0.01 }));
      optimizer.applyGradients([{ name: reference.name, tensor: gradient }]);
      expectSame(variable, reference.dataSync<'float32'>());
    }
    adam.dispose();
    optimizer.dispose();
    tf.dispose([variable, reference]);
  });
});

test('Adam decays the weights first, then adds the penalty to the gradient', () => {
  tidily(() => {
    const start = normals('weights', 10);
    const gradient = normals('gradient', 10);
    const [shrink, penalty] = [Math.fround(1 - 0.01 * 2), Math.fround(0.3)];
    const shrunk = start.map((w) => w * shrink);
    const variable = tf.variable(tf.tensor1d(start));
    const reference = tf.variable(tf.tensor1d(shrunk));
    const adam = new Adam([variable]);
    const optimizer = tf.train.adam(0.01, 0.9, 0.999);
    adam.step({ [variable.name]: tf.tensor1d(gradient) }, () => ({
      learningRate: 0.01,
      weightDecay: 2,
      penalty: 0.3,
    }));
    const pulled = gradient.map((g, i) => g + Math.fround((shrunk[i] as number) * penalty));
    optimizer.applyGradients([{ name: reference.name, tensor: tf.tensor1d(pulled) }]);
    expectSame(variable, reference.dataSync<'float32'>());
    adam.dispose();
    optimizer.dispose();
    tf.dispose([variable, reference]);
  });
});

test('pixels become ink as by a division in double precision', () => {
  tidily(() => {
    const pixels = Uint8Array.from({ length: 784 }, (_, i) => i % 256);
    const images = imageTensor({ count: 1, pixels }, [0]);
    expectSame(
      images,
      Float32Array.from(pixels, (pixel) => pixel / 255),
    );
  });
});
