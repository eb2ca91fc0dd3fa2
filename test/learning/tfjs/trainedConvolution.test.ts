import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createRandom } from '../../../src/core/random.ts';
import { prepareBackend } from '../../../src/learning/backend.ts';
import { memory } from '../../../src/learning/kernels/instance.ts';
import { useKernels } from '../../../src/learning/kernels/kernelSet.ts';
import { onePart, partBounds } from '../../../src/learning/tfjs/parts.ts';
import { goesByTiles } from '../../../src/learning/tfjs/tiles.ts';
import { trainedConvolution } from '../../../src/learning/tfjs/trainedConvolution.ts';
import {
  type ConvolutionShape,
  exactConvolution,
  exactGradients,
  placesOf,
  relativeError,
} from '../kernels/exact.ts';
import { normals } from '../kernels/reference.ts';

beforeAll(prepareBackend);
beforeEach(() => useKernels('relaxed'));
afterEach(() => useKernels('relaxed'));

/**
 * Of the largest value, in maps and gradients. The worst of the shapes below is off by 6.3e-6; three times that leaves
 * room for other shapes, and is still far below what a wrong place or weight would make.
 */
const TOLERANCE = 2e-5;

const random = createRandom('tiles');
const from = (low: number, high: number) => low + random.int(high - low + 1);

type Row = [
  n: number,
  height: number,
  width: number,
  channels: number,
  outputs: number,
  padding: 'valid' | 'same',
];
const SHAPES: Row[] = [
  [1, 3, 3, 12, 12, 'valid'], // one place
  [1, 3, 3, 64, 70, 'same'],
  [1, 1, 1, 12, 12, 'same'],
  [1, 2, 5, 13, 17, 'same'],
  [3, 28, 28, 12, 13, 'same'],
  [2, 28, 27, 13, 12, 'valid'],
  [41, 3, 3, 16, 12, 'same'], // a tile an image: the second block of 40 has one
  [40, 4, 4, 12, 16, 'same'],
  [5, 12, 12, 15, 30, 'valid'],
  [7, 10, 9, 19, 14, 'same'], // nine tiles an image: a block ends within one
  [2, 14, 14, 32, 33, 'same'],
  [1, 7, 6, 70, 67, 'same'],
  ...Array.from(
    { length: 10 },
    () =>
      [
        from(1, 5),
        from(3, 15),
        from(3, 15),
        from(12, 30),
        from(12, 30),
        random.int(2) ? 'same' : 'valid',
      ] as Row,
  ),
];

interface Case extends ConvolutionShape {
  readonly padding: 'valid' | 'same';
}

const caseOf = ([n, height, width, channels, outputs, padding]: Row, size = 3): Case => {
  const ring = padding === 'same' ? (size - 1) / 2 : 0;
  return { n, height, width, channels, outputs, padding, sizeY: size, sizeX: size, rings: [ring, ring] };
};

/** Values that are not around zero, as those of maps after a ReLU are not. */
function valuesOf(shape: Case) {
  const { n, height, width, channels, outputs, sizeY, sizeX } = shape;
  const [tall, wide] = placesOf(shape);
  return {
    x: normals('maps', n * height * width * channels, 0.3).map(Math.abs),
    w: normals('filter', sizeY * sizeX * channels * outputs),
    dy: normals('gradient', n * tall * wide * outputs, 0.5),
  };
}

/** The maps and both gradients, summed over so many parts; with `isInput`, that of the filter alone. */
function ours(shape: Case, values: ReturnType<typeof valuesOf>, parts = 1, isInput = false) {
  const { n, height, width, channels, outputs, sizeY, sizeX, padding } = shape;
  return tf.tidy(() => {
    const x = tf.tensor4d(values.x, [n, height, width, channels]);
    const w = tf.tensor4d(values.w, [sizeY, sizeX, channels, outputs]);
    const dy = tf.tensor4d(values.dy, [n, ...placesOf(shape), outputs]);
    const own = { ...onePart(n), bounds: partBounds(n, parts) };
    const run = (x: tf.Tensor, w: tf.Tensor) =>
      trainedConvolution(x as tf.Tensor4D, w as tf.Tensor4D, padding, isInput, own);
    const maps = run(x, w);
    expect(maps.shape).toEqual(dy.shape);
    const gradients = isInput
      ? tf.grads((w) => run(x, w as tf.Tensor))([w], dy)
      : tf.grads((x, w) => run(x as tf.Tensor, w as tf.Tensor))([x, w], dy);
    return [maps, ...gradients].map((tensor) => tensor.dataSync<'float32'>().slice());
  });
}

describe('a convolution by tiles', () => {
  test.each(SHAPES)('of %i maps %i x %i x %i to %i, %s, and its gradients, are the plain sums', (...row) => {
    const shape = caseOf(row);
    expect(goesByTiles([3, 3, shape.channels, shape.outputs], shape.rings)).toBe(true);
    const values = valuesOf(shape);
    const { dx, dw } = exactGradients(shape, values.x, values.w, values.dy);
    const wanted = [exactConvolution(shape, values.x, values.w), dx, dw];
    const { numTensors } = tf.memory();
    const { numDataIds } = tf.backend() as unknown as { numDataIds(): number };
    const ids = numDataIds.call(tf.backend());
    const got = ours(shape, values);
    expect(tf.memory().numTensors).toBe(numTensors);
    expect(numDataIds.call(tf.backend())).toBe(ids);
    for (const [i, gradient] of got.entries())
      expect(relativeError(gradient, wanted[i] as Float64Array)).toBeLessThan(TOLERANCE);
    // Of the network's input there is no gradient, and the filter's is the same.
    expect(ours(shape, values, 1, true)).toEqual([got[0], got[2]]);
    // Whatever was in memory before.
    const { buffer } = memory();
    const again = ours(shape, values);
    expect(memory().buffer).toBe(buffer);
    expect(again).toEqual(got);
  });

  test('of an image is the same bits in a batch as alone', () => {
    const shape = caseOf([9, 10, 9, 14, 18, 'same']);
    const { x, w, dy } = valuesOf(shape);
    const [maps, dx] = ours(shape, { x, w, dy }) as [Float32Array, Float32Array];
    for (let i = 0; i < 9; i++) {
      const part = <T extends Float32Array>(values: T) =>
        values.slice((i * values.length) / 9, ((i + 1) * values.length) / 9);
      const [ownMaps, ownDx] = ours({ ...shape, n: 1 }, { x: part(x), w, dy: part(dy) });
      expect(ownMaps).toEqual(part(maps));
      expect(ownDx).toEqual(part(dx));
    }
  });

  test('sums the gradient of its filter in parts: the floats of the parts, pairwise', () => {
    const shape = caseOf([7, 6, 6, 12, 14, 'same']);
    const { x, w, dy } = valuesOf(shape);
    const bounds = partBounds(7, 4);
    const sums = bounds.slice(0, -1).map((first, i) => {
      const last = bounds[i + 1] as number;
      const part = (values: Float32Array) =>
        values.slice((first * values.length) / 7, (last * values.length) / 7);
      return ours({ ...shape, n: last - first }, { x: part(x), w, dy: part(dy) })[2] as Float32Array;
    });
    const add = (a: Float32Array, b: Float32Array) => a.map((value, i) => value + (b[i] as number));
    const [a, b, c, d] = sums as [Float32Array, Float32Array, Float32Array, Float32Array];
    expect(ours(shape, { x, w, dy }, 4)[2]).toEqual(add(add(a, b), add(c, d)));
  });
});

describe('a convolution goes by plain sums', () => {
  const plain = (shape: Case) => {
    const values = valuesOf(shape);
    const got = ours(shape, values);
    useKernels('simd');
    const simd = ours(shape, values);
    const { dx, dw } = exactGradients(shape, values.x, values.w, values.dy);
    const wanted = [exactConvolution(shape, values.x, values.w), dx, dw];
    for (const own of [got, simd])
      for (const [i, gradient] of own.entries())
        expect(relativeError(gradient, wanted[i] as Float64Array)).toBeLessThan(3e-6);
  };

  test.each([
    ['of few channels', [3, 9, 8, 11, 20, 'same'], 3],
    ['of few outputs', [3, 9, 8, 20, 11, 'valid'], 3],
    ['of one channel', [2, 28, 28, 1, 16, 'valid'], 3],
    ['by a filter of 5x5', [2, 9, 8, 12, 13, 'same'], 5],
    ['by a filter of 1x1', [2, 9, 8, 12, 13, 'valid'], 1],
  ] as [string, Row, number][])('%s', (_, row, size) => {
    const shape = caseOf(row, size);
    expect(goesByTiles([size, size, shape.channels, shape.outputs], shape.rings)).toBe(false);
    plain(shape);
  });

  test('in the set "simd"', () => {
    const shape = caseOf([3, 9, 8, 20, 19, 'same']);
    useKernels('simd');
    expect(goesByTiles([3, 3, 20, 19], [1, 1])).toBe(false);
    plain(shape);
  });

  test('with other zeros in rows than in columns', () => {
    expect(goesByTiles([3, 3, 16, 16], [1, 0])).toBe(false);
  });
});

test('"same" with a filter of even sides is refused', () => {
  tf.tidy(() => {
    const [x, w] = [tf.zeros([1, 4, 4, 1]), tf.zeros([2, 2, 1, 1])] as [tf.Tensor4D, tf.Tensor4D];
    expect(() => trainedConvolution(x, w, 'same', false, onePart(1))).toThrow(/odd sides, got 2,2/);
  });
});
