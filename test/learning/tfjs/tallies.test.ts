/** How well steps went is summed up many at once, to the same numbers, in memory that stays small. */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { createRandom } from '../../../src/core/random.ts';
import { prepareBackend } from '../../../src/learning/backend.ts';
import { memory } from '../../../src/learning/kernels/instance.ts';
import { tally } from '../../../src/learning/tfjs/predict.ts';
import { createTallies, sharesOf } from '../../../src/learning/tfjs/tallies.ts';

beforeAll(prepareBackend);

const CLASSES = 345;
const normal = (count: number) => {
  const random = createRandom('outputs');
  return Float32Array.from({ length: count }, () => 3 * random.normal());
};
const drawings = (count: number) => ({
  count,
  pixels: new Uint8Array(0),
  labels: Uint16Array.from({ length: count }, (_, i) => i % CLASSES),
  classes: Array.from({ length: CLASSES }, (_, i) => `class ${i}`),
});
const indicesOf = (count: number) => Uint32Array.from({ length: count }, (_, i) => i);

test('shares of many drawings are those of each by itself, and take no more memory than those of some', () => {
  const rows = 20_000;
  const outputs = normal(rows * CLASSES);
  sharesOf(outputs.subarray(0, 1000 * CLASSES), CLASSES);
  const before = memory().buffer.byteLength;
  const shares = sharesOf(outputs, CLASSES);
  expect(memory().buffer.byteLength).toBe(before);
  for (const row of [0, 379, 380, 381, 12_345, rows - 1]) {
    const [from, to] = [row * CLASSES, (row + 1) * CLASSES];
    const alone = tf.tidy(() => tf.softmax(tf.tensor2d(outputs.subarray(from, to), [1, CLASSES])).dataSync());
    expect(shares.subarray(from, to)).toEqual(alone);
  }
});

test('sums of batches are those of each of them, one added to the other', () => {
  const shown = drawings(1000);
  const outputs = normal(1000 * CLASSES);
  const tallies = createTallies(shown);
  const before = { loss: 0.1, right: 2 };
  let { loss, right } = before;
  for (let start = 0; start < 1000; start += 96) {
    const indices = indicesOf(1000).subarray(start, start + 96);
    const some = outputs.slice(start * CLASSES, (start + 96) * CLASSES);
    tallies.add(some, indices);
    const alone = tally(sharesOf(some, CLASSES), shown, indices);
    loss += alone.loss;
    right += alone.right;
    some.fill(0); // what was given may be written over
  }
  expect(tallies.sums(before)).toEqual({ loss, right });
});
