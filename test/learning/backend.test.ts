import { Worker } from 'node:worker_threads';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { createRandom } from '../../src/core/random.ts';
import { prepareBackend } from '../../src/learning/backend.ts';
import { createConvnet } from '../../src/learning/convnet.ts';
import { stripes } from './stripes.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
  tf.env().set('PROD', true); // keeps the cpu backend, when it is first used, from advertising another one
  tf.scalar(0).dispose();
  tf.env().set('PROD', false);
  await prepareBackend();
});

interface Values {
  readonly shape: number[];
  readonly data: Float32Array;
}

function randomValues(name: string, ...shape: number[]): Values {
  const random = createRandom(name);
  const length = shape.reduce((product, side) => product * side, 1);
  return { shape, data: Float32Array.from({ length }, () => random.normal()) };
}

/** Runs a kernel on one backend and reads what comes out. */
async function run(
  backend: 'wasm' | 'cpu',
  kernel: string,
  inputs: Record<string, Values>,
  attrs: Record<string, unknown>,
): Promise<Values> {
  await tf.setBackend(backend);
  try {
    return tf.tidy(() => {
      const tensors: tf.NamedTensorMap = {};
      for (const [name, { data, shape }] of Object.entries(inputs)) tensors[name] = tf.tensor(data, shape);
      const result = tf.engine().runKernel(kernel, tensors, attrs as unknown as tf.NamedAttrMap) as tf.Tensor;
      return { shape: result.shape, data: result.dataSync<'float32'>() };
    });
  } finally {
    await tf.setBackend('wasm');
  }
}

function largestDifference(a: Float32Array, b: Float32Array): number {
  expect(a.length).toBe(b.length);
  return a.reduce((worst, value, i) => Math.max(worst, Math.abs(value - (b[i] as number))), 0);
}

function tensor({ data, shape }: Values): tf.Tensor {
  return tf.tensor(data, shape);
}

function weighted(x: tf.Tensor, factors: Values): tf.Scalar {
  return tf.sum(tf.mul(x, tensor(factors)));
}

/** Compares the gradient of a function, linear around `values`, with central differences in every value. */
function expectSlopes(values: Values, f: (x: tf.Tensor) => tf.Scalar): void {
  const gradient = tf.tidy(() => tf.grad(f)(tensor(values)).dataSync<'float32'>());
  const step = 0.125;
  const moved = (i: number, by: number) => {
    const data = values.data.slice();
    data[i] = (data[i] as number) + by;
    return tf.tidy(() => f(tensor({ ...values, data })).dataSync()[0] as number);
  };
  const slopes = gradient.map((_, i) => (moved(i, step) - moved(i, -step)) / (2 * step));
  expect(Math.max(...gradient)).toBeGreaterThan(0.1);
  expect(largestDifference(gradient, slopes)).toBeLessThan(2e-3);
}

const CONVOLUTION = { strides: 1, pad: 'valid', dataFormat: 'NHWC' };
const POOLING = { filterSize: 2, strides: 2, pad: 'valid' };

/** What it gives, the kernel, its inputs and attributes: our kernels, and cases that go to the backend's own. */
const KERNELS: [string, string, Record<string, Values>, Record<string, unknown>][] = [
  [
    'the filter gradient of one input channel',
    'Conv2DBackpropFilter',
    { x: randomValues('x', 3, 9, 8, 1), dy: randomValues('dy', 3, 5, 4, 6) },
    { ...CONVOLUTION, filterShape: [5, 5, 1, 6] },
  ],
  [
    'the filter gradient of several input channels and an oblong filter',
    'Conv2DBackpropFilter',
    { x: randomValues('x', 2, 6, 7, 3), dy: randomValues('dy', 2, 4, 6, 5) },
    { ...CONVOLUTION, filterShape: [3, 2, 3, 5] },
  ],
  [
    'the input gradient',
    'Conv2DBackpropInput',
    { dy: randomValues('dy', 2, 4, 6, 5), filter: randomValues('w', 3, 2, 3, 5) },
    { ...CONVOLUTION, inputShape: [2, 6, 7, 3] },
  ],
  [
    'the filter gradient with the padding "same"',
    'Conv2DBackpropFilter',
    { x: randomValues('x', 2, 6, 7, 3), dy: randomValues('dy', 2, 6, 7, 4) },
    { ...CONVOLUTION, pad: 'same', filterShape: [3, 5, 3, 4] },
  ],
  [
    'the input gradient with the padding "same"',
    'Conv2DBackpropInput',
    { dy: randomValues('dy', 2, 6, 7, 5), filter: randomValues('w', 3, 5, 3, 5) },
    { ...CONVOLUTION, pad: 'same', inputShape: [2, 6, 7, 3] },
  ],
  [
    'the input gradient with the padding "same" of an even filter, by the kernel of the backend',
    'Conv2DBackpropInput',
    { dy: randomValues('dy', 2, 6, 7, 5), filter: randomValues('w', 2, 2, 3, 5) },
    { ...CONVOLUTION, pad: 'same', inputShape: [2, 6, 7, 3] },
  ],
  [
    'a product with the first factor transposed',
    'BatchMatMul',
    { a: randomValues('a', 1, 7, 4), b: randomValues('b', 1, 7, 5) },
    { transposeA: true, transposeB: false },
  ],
  [
    'a batch of products with both factors transposed',
    'BatchMatMul',
    { a: randomValues('a', 2, 7, 4), b: randomValues('b', 2, 5, 7) },
    { transposeA: true, transposeB: true },
  ],
];

describe('the WebAssembly backend with our kernels', () => {
  test.each(KERNELS)('gives %s as the cpu backend does', async (_, kernel, inputs, attrs) => {
    const ours = await run('wasm', kernel, inputs, attrs);
    const reference = await run('cpu', kernel, inputs, attrs);
    expect(ours.shape).toEqual(reference.shape);
    expect(Math.max(...reference.data)).toBeGreaterThan(0.1);
    expect(largestDifference(ours.data, reference.data)).toBeLessThan(2e-5);
  });

  test.each([
    ['even sides', [2, 6, 8, 3], POOLING],
    ['odd sides, whose last row and column no window covers', [2, 5, 7, 3], POOLING],
    [
      'overlapping windows, by the kernel of the backend',
      [2, 6, 6, 3],
      { ...POOLING, filterSize: 3, strides: 1 },
    ],
  ])('gives the gradient of max pooling over %s as the cpu backend does', async (_, shape, attrs) => {
    const input = randomValues('input', ...shape);
    const output = await run('cpu', 'MaxPool', { x: input }, attrs);
    const inputs = { dy: randomValues('dy', ...output.shape), input, output };
    const ours = await run('wasm', 'MaxPoolGrad', inputs, attrs);
    const reference = await run('cpu', 'MaxPoolGrad', inputs, attrs);
    expect(ours.shape).toEqual(reference.shape);
    expect(largestDifference(ours.data, reference.data)).toBeLessThan(1e-6);
  });

  test('gives the gradient of a tied maximum to the first of the tied values', async () => {
    const input = {
      shape: [1, 2, 8, 1],
      data: Float32Array.of(1, 1, 0, 2, 3, 4, 0, 0, 1, 1, 2, 2, 4, 4, 0, 5),
    };
    const output = { shape: [1, 1, 4, 1], data: Float32Array.of(1, 2, 4, 5) };
    const dy = { shape: [1, 1, 4, 1], data: Float32Array.of(10, 20, 30, 40) };
    const { data } = await run('wasm', 'MaxPoolGrad', { dy, input, output }, POOLING);
    expect([...data]).toEqual([10, 0, 0, 20, 0, 30, 0, 0, 0, 0, 0, 0, 0, 0, 0, 40]);
  });

  test('differentiates a convolution as finite differences do', () => {
    const image = randomValues('x', 2, 6, 6, 2);
    const filter = randomValues('filter', 3, 3, 2, 3);
    const factors = randomValues('factors', 2, 4, 4, 3);
    const convolved = (x: tf.Tensor, w: tf.Tensor) =>
      weighted(tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, 'valid'), factors);
    expectSlopes(image, (x) => convolved(x, tensor(filter)));
    expectSlopes(filter, (w) => convolved(tensor(image), w));
  });

  test('differentiates max pooling as finite differences do', () => {
    // Whole numbers, all different, so that no small step makes another value the largest.
    const shape = [2, 6, 6, 2];
    const data = createRandom('ranks').shuffle(Float32Array.from({ length: 144 }, (_, i) => i));
    const factors = randomValues('factors', 2, 3, 3, 2);
    expectSlopes({ shape, data }, (x) => weighted(tf.maxPool(x as tf.Tensor4D, 2, 2, 'valid'), factors));
  });

  test('refuses a filter gradient with another stride or padding than it is written for', async () => {
    const inputs = { x: randomValues('x', 1, 7, 7, 1), dy: randomValues('dy', 1, 3, 3, 2) };
    const attrs = { ...CONVOLUTION, strides: 2, filterShape: [3, 3, 1, 2] };
    await expect(run('wasm', 'Conv2DBackpropFilter', inputs, attrs)).rejects.toThrow(
      /stride 1.*got stride 2/,
    );
    const even = { ...CONVOLUTION, pad: 'same', filterShape: [4, 4, 1, 2] };
    await expect(run('wasm', 'Conv2DBackpropFilter', inputs, even)).rejects.toThrow(
      /odd sides.*padding "same", filter 4x4/,
    );
  });

  test('becomes the current backend again after another one was', async () => {
    await tf.setBackend('cpu');
    await prepareBackend();
    expect(tf.getBackend()).toBe('wasm');
  });

  test('leaves uncaught errors to the process', () => {
    const listeners = [...process.listeners('uncaughtException'), ...process.listeners('unhandledRejection')];
    expect(listeners.filter((listener) => /throw (ex|reason)/.test(String(listener)))).toEqual([]);
  });

  test('trains the same network in a worker thread, bit for bit', async () => {
    const worker = new Worker(new URL('./fitInWorker.ts', import.meta.url));
    const there = await new Promise((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
    });
    const convnet = createConvnet({ epochs: 1, batch: 8 });
    await convnet.fit(stripes(20), { random: createRandom(1) });
    expect(there).toEqual(convnet.state());
  });
});
