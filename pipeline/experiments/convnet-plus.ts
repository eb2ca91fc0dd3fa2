import type { Sweep } from './experiment.ts';
import { TUNING } from './tuning.ts';

/**
 * The two convolutional networks on cats and sheep that no choice about either has seen: a folder's vectors. The recipe and
 * the line-up of the improved one were settled before; this asks once.
 */
export const convnetPlus: Sweep = {
  ...TUNING,
  id: 'convnet-plus',
  title: 'Is the improved network better?',
  question: 'On cats and sheep that nobody had looked at before: is the improved network really better?',
  overTrainingSets: true,
  testOnVectors: true,
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
  chosen: { variant: 'convnet-plus', reason: 'The improved network, whose recipe was settled beforehand.' },
};
