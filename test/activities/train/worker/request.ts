import type { TrainJob, TrainRequest } from '../../../../src/activities/train/worker/protocol.ts';
import { createRandom } from '../../../../src/core/random.ts';
import { bars } from '../../../learning/bars.ts';

/** A training on made-up drawings; quick, and easily learnt. */
export function requestOf(
  jobs: readonly TrainJob[],
  { classes = 2, train = 30, test = 10 }: { classes?: 2 | 3 | 4; train?: number; test?: number } = {},
): TrainRequest {
  const learnt = bars(train * classes, createRandom('train'), classes);
  const held = bars(test * classes, createRandom('test'), classes);
  return {
    type: 'train',
    jobs,
    seed: 7,
    classes: learnt.classes,
    trainPixels: learnt.pixels,
    trainLabels: learnt.labels as Uint8Array,
    testPixels: held.pixels,
    testLabels: held.labels as Uint8Array,
  };
}

/** Every family, of a size for tests. */
export const JOBS: readonly TrainJob[] = [
  { id: 'forest', hyperparameters: { trees: 8, featuresPerSplit: 28 } },
  { id: 'nearest', hyperparameters: { k: 5, form: 'codes' } },
  { id: 'perceptron', hyperparameters: { hidden: [8], refit: true, maxEpochs: 12 } },
  { id: 'convnet', hyperparameters: { epochs: 3, maps: [4] } },
  {
    id: 'convnet-plus',
    hyperparameters: { epochs: 2, maps: [4], hidden: 4, members: 2, plainMembers: 0 },
  },
];
