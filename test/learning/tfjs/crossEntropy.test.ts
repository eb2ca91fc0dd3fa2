/** The gradients of the mean cross-entropy, beside those of TensorFlow.js's own operations, to the byte. */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { createRandom } from '../../../src/core/random.ts';
import { prepareBackend } from '../../../src/learning/backend.ts';
import { memory } from '../../../src/learning/kernels/instance.ts';
import { createCrossEntropy } from '../../../src/learning/tfjs/crossEntropy.ts';
import { createRooms, floatsAt } from '../../../src/learning/tfjs/rooms.ts';

beforeAll(prepareBackend);

const bytesOf = (floats: Float32Array) => Buffer.from(floats.slice().buffer);
const dataIds = () => (tf.backend() as unknown as { numDataIds(): number }).numDataIds();

/** What is in a place before anything is written there. */
const MARK = -12345;

/** Outputs of a network, by what they are like. */
const OUTPUTS = {
  'like any': (random) => random.normal(),
  huge: (random) => (random.next() < 0.5 ? -80 : 80),
  'huge here and there': (random) => (random.next() < 0.1 ? 80 : random.normal()),
  'all equal': () => 0.7,
} satisfies Record<string, (random: ReturnType<typeof createRandom>) => number>;

function outputsOf(draw: (typeof OUTPUTS)[keyof typeof OUTPUTS], size: number): Float32Array {
  const random = createRandom('outputs');
  return Float32Array.from({ length: size }, () => draw(random));
}

/** A random class for each row, some of it spread over all classes. */
function targetsOf(n: number, classes: number, smoothing: number): Float32Array {
  const random = createRandom('targets');
  const targets = new Float32Array(n * classes).fill(smoothing / classes);
  for (let i = 0; i < n; i++) targets[i * classes + random.int(classes)]! += 1 - smoothing;
  return targets;
}

function wantedErrors(outputs: Float32Array, targets: Float32Array, n: number): Float32Array {
  const wanted = tf.tidy(() => {
    const shape = [n, targets.length / n] as [number, number];
    const own = tf.tensor2d(outputs, shape);
    const shares = tf.exp(tf.sub(own, tf.logSumExp(own, -1, true)));
    return tf.mul(tf.div(tf.scalar(1), n), tf.sub(shares, tf.tensor2d(targets, shape)));
  });
  const values = wanted.dataSync<'float32'>().slice();
  wanted.dispose();
  return values;
}

describe.each([
  [6, 2],
  [7, 5],
  [33, 345],
])('in batches of %i drawings and %i classes', (batch, classes) => {
  describe.each(Object.entries(OUTPUTS))('with outputs that are %s', (_, draw) => {
    test.each([
      ['one-hot', 0],
      ['smoothed', 0.1],
    ])('and %s targets, the gradients are those of TensorFlow.js, to the byte', (_, smoothing) => {
      const rooms = createRooms();
      const { outputs, errors, findErrors } = createCrossEntropy(rooms, batch, classes);
      for (const n of [batch, batch - 3, 1, batch]) {
        const size = n * classes;
        const [given, targets] = [outputsOf(draw, size), targetsOf(n, classes, smoothing)];
        floatsAt(outputs, size).set(given);
        floatsAt(errors, batch * classes).fill(MARK);
        findErrors(targets, n);
        const found = floatsAt(errors, batch * classes).slice();
        expect(found.some((value) => value !== 0)).toBe(true);
        expect(bytesOf(found.subarray(0, size)).equals(bytesOf(wantedErrors(given, targets, n)))).toBe(true);
        expect(found.subarray(size).every((value) => value === MARK)).toBe(true);
        expect(bytesOf(floatsAt(outputs, size)).equals(bytesOf(given))).toBe(true);
      }
      rooms.free();
    });
  });
});

test('the gradients are right when the memory grows meanwhile', () => {
  const [n, classes] = [512, 345];
  const rooms = createRooms();
  const { outputs, errors, findErrors } = createCrossEntropy(rooms, n, classes);
  const [given, targets] = [outputsOf(OUTPUTS['like any'], n * classes), targetsOf(n, classes, 0)];
  const wanted = bytesOf(wantedErrors(given, targets, n));
  floatsAt(outputs, n * classes).set(given);
  let hasGrown = false;
  for (let i = 0; i < 200 && !hasGrown; i++) {
    rooms.bytes(2 * n * classes); // half as much as an operation of the next call takes, so that it is that call that lacks room
    const { buffer } = memory();
    findErrors(targets, n);
    hasGrown = memory().buffer !== buffer;
    expect(bytesOf(floatsAt(errors, n * classes)).equals(wanted)).toBe(true);
    floatsAt(errors, n * classes).fill(MARK);
  }
  expect(hasGrown).toBe(true);
  rooms.free();
});

test('nothing is left on the backend once the rooms are given back', () => {
  const before = dataIds();
  const rooms = createRooms();
  const { findErrors } = createCrossEntropy(rooms, 4, 3);
  const during = dataIds();
  findErrors(targetsOf(4, 3, 0), 4);
  expect(dataIds()).toBe(during);
  rooms.free();
  expect(dataIds()).toBe(before);
});
