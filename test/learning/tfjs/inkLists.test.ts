/**
 * Lists of drawings' ink are a short cut: their products must be those of a dense layer that reads every pixel, to the
 * byte, whichever kernels there are and whether the lists are kept or made step by step.
 */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { createRandom } from '../../../src/core/random.ts';
import { prepareBackend } from '../../../src/learning/backend.ts';
import { PIXELS } from '../../../src/learning/classifier.ts';
import { bestKernelSet, useKernels } from '../../../src/learning/kernels/kernelSet.ts';
import { STRIPE } from '../../../src/learning/kernels/layout.ts';
import { denseBackward, denseForward } from '../../../src/learning/tfjs/denseLayer.ts';
import { createInkLists } from '../../../src/learning/tfjs/inkLists.ts';
import { onePart } from '../../../src/learning/tfjs/parts.ts';
import { imageTensor } from '../../../src/learning/tfjs/predict.ts';
import { createRooms, floatsAt } from '../../../src/learning/tfjs/rooms.ts';

beforeAll(prepareBackend);

const COUNT = 40;
const BATCH = 7;
/** What is at an address before anything is written there. */
const MARK = -12345;

/** Drawings with a third of their pixels inked; the first is blank, the second full, and no other reaches the last rows. */
function drawings() {
  const random = createRandom('drawings');
  const pixels = new Uint8Array(COUNT * PIXELS);
  for (let i = PIXELS; i < pixels.length; i++)
    if (i < 2 * PIXELS || (i % PIXELS < 700 && random.next() < 0.3)) pixels[i] = 1 + random.int(255);
  return { count: COUNT, pixels };
}

function values(name: string, rows: number): Float32Array {
  const random = createRandom(name);
  return Float32Array.from({ length: rows * STRIPE }, () => random.normal());
}

const bytesOf = (floats: Float32Array) => Buffer.from(floats.slice().buffer);
/** A tensor's values once the tidy around it disposes of it. */
const read = (info: tf.TensorInfo) =>
  (tf.engine().makeTensorFromTensorInfo(info) as tf.Tensor).dataSync<'float32'>().slice();
const held = () => [
  tf.memory().numTensors,
  (tf.backend() as unknown as { numDataIds(): number }).numDataIds(),
];

/** What a dense layer without bias gives for the drawings: its output, and the gradient of its weights. */
function dense(indices: Uint32Array, weights: Float32Array, errors: Float32Array) {
  const n = indices.length;
  let sums = new Float32Array() as Float32Array;
  let gradient = sums;
  tf.tidy(() => {
    const x = imageTensor(drawings(), indices);
    const w = tf.tensor(weights, [PIXELS, STRIPE]);
    const y = tf
      .engine()
      .makeTensorFromTensorInfo(
        denseForward({ x, weights: w, bias: tf.zeros([STRIPE]) }, { relu: false }),
      ) as tf.Tensor;
    const dy = tf.tensor(errors, [n, STRIPE]);
    sums = y.dataSync<'float32'>().slice();
    const attributes = { relu: false, needsInput: false, parts: onePart(n) };
    gradient = denseBackward({ x, weights: w, y, dy }, attributes).map(read)[0] as Float32Array;
  });
  return { sums, gradient };
}

/** Lists of the ink, and what they give for drawings, weights and errors. */
function inkLists(mostKept: number) {
  const lists = createInkLists(drawings(), BATCH, mostKept);
  const rooms = createRooms();
  const stripe = rooms.floats(PIXELS * STRIPE);
  const sums = rooms.floats(BATCH * STRIPE);
  const matrix = rooms.floats(BATCH * STRIPE);
  const gradient = rooms.floats(PIXELS * STRIPE);
  return {
    ...lists,
    /** The output of all rows of a batch, those that are not there included. */
    sum(weights: Float32Array) {
      floatsAt(stripe, weights.length).set(weights);
      floatsAt(sums, BATCH * STRIPE).fill(MARK);
      lists.sum(stripe, sums);
      return floatsAt(sums, BATCH * STRIPE).slice();
    },
    sumTurned(errors: Float32Array) {
      floatsAt(matrix, BATCH * STRIPE)
        .fill(MARK)
        .set(errors);
      floatsAt(gradient, PIXELS * STRIPE).fill(MARK);
      lists.sumTurned(matrix, gradient);
      return floatsAt(gradient, PIXELS * STRIPE).slice();
    },
    dispose() {
      lists.dispose();
      rooms.free();
    },
  };
}

/** Steps of different sizes, in turn. */
const STEPS: readonly (readonly [string, readonly number[]])[] = [
  ['a blank one and one twice', [3, 0, 17, 1, 39, 5, 5]],
  ['a full one', [1, 2, 8, 20, 30, 31, 0]],
  ['few', [0, 4]],
  ['one', [9]],
  ['one that is full', [1]],
  ['full ones alone', [1, 1, 1, 1, 1, 1, 1]],
  ['one that is blank', [0]],
  ['four', [38, 12, 7, 22]],
];

describe.each(bestKernelSet() === 'relaxed' ? (['relaxed', 'simd'] as const) : (['simd'] as const))(
  'with the kernels of the set "%s"',
  (set) => {
    beforeAll(() => useKernels(set));

    describe.each([32e6, 0])('and %f bytes kept', (mostKept) => {
      test.each(STEPS)('the products for a step of %s are those of a dense layer, to the byte', (_, step) => {
        const indices = Uint32Array.from(step);
        const lists = inkLists(mostKept);
        const errors = values('errors', step.length);
        const wanted = dense(indices, values('weights', PIXELS), errors);
        lists.take(indices);
        const sums = lists.sum(values('weights', PIXELS));
        expect(bytesOf(sums.subarray(0, wanted.sums.length)).equals(bytesOf(wanted.sums))).toBe(true);
        expect(sums.subarray(wanted.sums.length).every((value) => value === MARK)).toBe(true);
        lists.turn();
        const gradient = lists.sumTurned(errors);
        expect(bytesOf(gradient).equals(bytesOf(wanted.gradient))).toBe(true);
        expect(gradient.some((value) => value !== 0)).toBe(step.some((at) => at > 0));
        lists.dispose();
      });

      test('the same lists serve one step after the other, and several stripes of each', () => {
        const lists = inkLists(mostKept);
        for (const [, step] of STEPS) {
          const indices = Uint32Array.from(step);
          lists.take(indices);
          const stripes = ['first', 'second'].map((name) => {
            const weights = values(`weights of the ${name}`, PIXELS);
            const errors = values(`errors of the ${name}`, step.length);
            return { errors, wanted: dense(indices, weights, errors), sums: lists.sum(weights) };
          });
          lists.turn();
          for (const { errors, wanted, sums } of stripes) {
            expect(bytesOf(sums.subarray(0, wanted.sums.length)).equals(bytesOf(wanted.sums))).toBe(true);
            expect(bytesOf(lists.sumTurned(errors)).equals(bytesOf(wanted.gradient))).toBe(true);
          }
        }
        lists.dispose();
      });

      test('nothing is left on the backend once the lists are disposed of', () => {
        const before = held();
        const lists = createInkLists(drawings(), BATCH, mostKept);
        expect(held()).not.toEqual(before);
        lists.take(Uint32Array.of(3, 0, 1));
        lists.turn();
        lists.dispose();
        expect(held()).toEqual(before);
      });
    });
  },
);

test('lists that are kept are those of the drawings as they were, others those of the drawings as they are', () => {
  const found = [32e6, 0].map((mostKept) => {
    const given = drawings();
    const lists = createInkLists(given, BATCH, mostKept);
    const rooms = createRooms();
    const [stripe, sums] = [rooms.floats(PIXELS * STRIPE), rooms.floats(STRIPE)];
    floatsAt(stripe, PIXELS * STRIPE).fill(1);
    given.pixels.fill(0);
    lists.take(Uint32Array.of(1));
    lists.sum(stripe, sums);
    const sum = floatsAt(sums, STRIPE)[0] as number;
    lists.dispose();
    rooms.free();
    return sum;
  });
  expect(found[0]).toBeGreaterThan(0);
  expect(found[1]).toBe(0);
});
