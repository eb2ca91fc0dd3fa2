import { expect, it } from 'vitest';
import { checkExport } from '../../pipeline/export/check.ts';
import { createRandom } from '../../src/core/random.ts';
import type { PublishedState } from '../../src/learning/classifier.ts';
import { exportModel } from '../../src/learning/export/index.ts';
import { createClassifier } from '../../src/learning/index.ts';
import { bars } from '../learning/bars.ts';

it.each([
  ['forest', { trees: 20 }],
  ['nearest', { form: 'codes', components: 16 }],
  ['perceptron', { maxEpochs: 3 }],
  ['convnet', { epochs: 1 }],
  ['convnet', { epochs: 1, maps: [12, 8, 6], batchNorm: true, augmentShift: 1 }],
  ['convnet-plus', { epochs: 1 }],
  ['wide-convnet', { epochs: 1, maps: [8, 12] }],
  ['wide-convnet', { epochs: 1, maps: [4, 8, 12, 12], residualPairs: 2, dropout: 0.1 }],
] as const)('a trained %s says the same in the runtime of the site', async (id, hyperparameters) => {
  const random = createRandom(`exported ${id}`);
  const train = bars(60, random.fork('train'), 3);
  const test = bars(40, random.fork('test'), 3);
  const classifier = createClassifier(id, hyperparameters);
  await classifier.fit(train, { random });
  const state = classifier.state() as PublishedState;
  const bytes = exportModel(state, {
    classes: train.classes,
    experiment: 'bars',
    datasetSha256: '0'.repeat(64),
    trainDrawings: train.count,
    accuracy: 1,
  });
  const reference = await classifier.predictProba(test);
  const { comparedDrawings, tiedDrawings } = await checkExport(bytes, reference, test, state);
  expect(comparedDrawings + tiedDrawings).toBe(40);
  expect(comparedDrawings).toBeGreaterThan(35);
});
