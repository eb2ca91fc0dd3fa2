import type { Sweep } from './experiment.ts';
import { TUNING } from './tuning.ts';

export const convnetEpochs: Sweep = {
  ...TUNING,
  id: 'convnet-epochs',
  title: 'How many rounds?',
  question: 'How often should the convolutional network go through its drawings?',
  parameter: { name: 'training', label: 'Training', scale: 'ordinal' },
  keepHistories: true,
  chosen: { variant: 'today', reason: 'As in the other experiments.' },
  variants: [
    {
      id: 'as-2017',
      label: 'As in 2017: constant rate, batches of 200',
      estimator: 'convnet',
      hyperparameters: { epochs: 40, batch: 200, decay: 'none', dropout: 0.2 },
    },
    {
      id: 'today',
      label: 'Here: falling rate, batches of 32',
      estimator: 'convnet',
      hyperparameters: { epochs: 40, dropout: 0.2 },
    },
  ],
};
