import type { Sweep } from './experiment.ts';
import { TUNING } from './tuning.ts';

/**
 * The two convolutional networks on two words of which no choice about either has seen a drawing. The recipe and the line-up of
 * the improved one were settled before, and so was the pair: of the animals that no other experiment asks about and that have
 * more than a thousand bitmaps in our folder, the two that a network for all words takes for one another most often. This asks once.
 */
export const convnetPlus: Sweep = {
  ...TUNING,
  id: 'convnet-plus',
  title: 'Is the improved network better?',
  question:
    'Owl or penguin? On two animals that nothing was chosen by: is the improved network really better?',
  classes: ['owl', 'penguin'],
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
  chosen: { variant: 'convnet-plus', reason: 'The improved network, whose recipe was settled beforehand.' },
};
