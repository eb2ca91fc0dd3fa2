import type { Sweep } from './experiment.ts';
import { TUNING } from './tuning.ts';

/** The two convolutional networks on every drawing there is, so that the test between them has the most to go by. */
export const convnetPlus: Sweep = {
  ...TUNING,
  id: 'convnet-plus',
  title: 'Is the improved network better?',
  question: 'On all cats and sheep that there are, each tested once: is the improved network really better?',
  maxTestPerClass: 7500,
  overAllDrawings: true,
  parameter: { name: 'network', label: 'Network', scale: 'ordinal' },
  variants: [
    {
      id: 'convnet',
      label: 'The nine layers of 2017',
      estimator: 'convnet',
      hyperparameters: { epochs: 20, dropout: 0.2 },
    },
    { id: 'convnet-plus', label: 'The improved network', estimator: 'convnet-plus', hyperparameters: {} },
  ],
};
