import { expect, test } from 'vitest';
import { createRandom } from '../../src/core/random.ts';
import { createClassifier } from '../../src/learning/index.ts';
import { modelSize } from '../../src/learning/modelSize.ts';
import { stripes } from './stripes.ts';

const drawings = stripes(24);

test.each([
  ['perceptron', { hidden: [4], maxEpochs: 1 }, 784 * 4 + 4 + 4 * 2 + 2, 'weights'],
  [
    'convnet',
    { epochs: 1 },
    25 * 30 + 30 + 9 * 30 * 15 + 15 + 375 * 128 + 128 + 128 * 50 + 50 + 50 * 2 + 2,
    'weights',
  ],
  [
    'convnet-plus',
    { members: 2, plainMembers: 0, epochs: 1, maps: [2], hidden: 0 },
    2 * (25 * 2 + 2 + 12 * 12 * 2 * 2 + 2),
    'weights',
  ],
  [
    'wide-convnet',
    { epochs: 1, maps: [4, 8], residualPairs: 1 },
    9 * (4 + 4 * 4 * 2 + 4 * 8 + 8 * 8 * 2) + 3 * (4 + 8) + 8 * 2 + 2,
    'weights',
  ],
  ['nearest', { k: 1 }, 24 * 784, 'stored pixels'],
  ['nearest', { k: 1, form: 'codes', components: 3 }, 24 * 3, 'stored codes'],
  ['logistic', {}, 2 * (784 + 1), 'weights'],
] as const)('the size of a %s with %j is counted', async (id, hyperparameters, count, unit) => {
  const classifier = createClassifier(id, hyperparameters);
  await classifier.fit(drawings, { random: createRandom(1) });
  expect(modelSize(classifier.state())).toEqual({ count, unit });
});

test('the size of a forest is the number of its nodes', async () => {
  const forest = createClassifier('forest', { trees: 3 });
  await forest.fit(drawings, { random: createRandom(1) });
  const size = modelSize(forest.state());
  expect(size?.unit).toBe('nodes');
  expect(size?.count).toBeGreaterThanOrEqual(9);
});
