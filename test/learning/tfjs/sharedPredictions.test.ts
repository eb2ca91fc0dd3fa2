import * as tf from '@tensorflow/tfjs-core';
import { afterAll, expect, it } from 'vitest';
import { createRandom } from '../../../src/core/random.ts';
import { createConvnet } from '../../../src/learning/convnet.ts';
import { createPerceptron } from '../../../src/learning/perceptron.ts';
import { eagerCrew } from '../eagerCrew.ts';
import { stripes } from '../stripes.ts';
import { openThreads, threadedCrew } from './threadedCrew.ts';

const drawings = stripes(2100, 3);
const few = stripes(30, 3);
const convnet = createConvnet({ epochs: 1 });
await convnet.fit(few, { random: createRandom(1) });
const alone = await convnet.predictProba(drawings);

const threads = openThreads(3);
afterAll(() => threads.close());

it.each([1, 3])('a convnet predicts the same with the help of %i threads', async (helpers) => {
  const { numTensors } = tf.memory();
  const { crew, inputs } = threadedCrew(threads.workers.slice(0, helpers));
  expect(await convnet.predictProba(drawings, { crew })).toEqual(alone);
  expect(inputs).toHaveLength(1);
  expect(tf.memory().numTensors).toBe(numTensors);
});

it.each([
  ['is called off before it has begun', false],
  ['fails', true],
])('and with the help of one that %s', async (_, fails) => {
  const { crew, asked } = await eagerCrew('network-predictions', [{ patience: 0, fails }]);
  expect(await convnet.predictProba(drawings, { crew })).toEqual(alone);
  expect(asked()).toBe(1);
});

it('few drawings, and networks without convolutions, are predicted by one thread', async () => {
  const { crew, asked } = await eagerCrew('network-predictions', [{ patience: 1000 }]);
  await convnet.predictProba(few, { crew });
  const perceptron = createPerceptron({ maxEpochs: 1 });
  await perceptron.fit(few, { random: createRandom(1) });
  await perceptron.predictProba(drawings, { crew });
  expect(asked()).toBe(0);
});
