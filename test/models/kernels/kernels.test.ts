import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { prepareBackend } from '../../../pipeline/models/backend.ts';
import { BINARY } from '../../../pipeline/models/kernels/binary.ts';
import { compileKernels } from '../../../pipeline/models/kernels/build.ts';
import { createRandom } from '../../../src/core/random.ts';
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

beforeAll(prepareBackend);

/** Bit for bit, but for the sign of zeros. */
function expectSame(got: tf.Tensor, wanted: Float32Array): void {
  const values = got.dataSync<'float32'>();
  expect(values.length).toBe(wanted.length);
  expect(Math.max(...wanted.map(Math.abs))).toBeGreaterThan(0);
  expect([...values].findIndex((value, i) => value !== wanted[i])).toBe(-1);
}

function same(work: () => void): void {
  const { numTensors } = tf.memory();
  const { numDataIds } = tf.backend() as unknown as { numDataIds(): number };
  const ids = numDataIds.call(tf.backend());
  tf.tidy(work);
  expect(tf.memory().numTensors).toBe(numTensors);
  expect(numDataIds.call(tf.backend())).toBe(ids);
}

const random = createRandom('shapes');
const from = (low: number, high: number) => low + random.int(high - low + 1);

test('the committed kernels are what their sources give', async () => {
  expect(await compileKernels()).toBe(BINARY);
});

describe('a product of matrices', () => {
  const shapes = Array.from({ length: 12 }, () => [from(1, 40), from(1, 70), from(1, 40)] as const);
  test.each([...shapes, [1, 1, 1], [200, 784, 100], [5, 8, 8]] as const)(
    'of %i x %i by %i, as plain loops, transposed or not',
    (m, k, n) => {
      const a = normals(`a ${m}`, m * k, 0.3);
      const b = normals(`b ${n}`, k * n);
      const wanted = product(a, b, m, k, n);
      same(() => {
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
      same(() => {
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
