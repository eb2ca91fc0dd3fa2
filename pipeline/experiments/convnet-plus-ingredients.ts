import { catsAndDogs } from './cats-and-dogs.ts';
import type { Sweep } from './experiment.ts';
import { TUNING } from './tuning.ts';

/** One network of the recipe, and the same without one ingredient at a time; all ways of changing a drawing are one. */
const ONE_NETWORK = [
  [
    'no-augmentation',
    'Without augmentation',
    { augmentFlip: false, augmentShift: 0, augmentScale: 0, augmentRotation: 0 },
  ],
  ['no-batch-norm', 'Without batch normalisation', { batchNorm: false }],
  ['no-schedule', 'Without warm-up and falling rate', { warmup: 0, decay: 'none' }],
  ['no-smoothing', 'Without label smoothing', { labelSmoothing: 0 }],
  ['no-decay', 'Without weight decay', { weightDecay: 0 }],
  ['two-convolutions', 'With two convolutions, not three', { maps: [30, 15] }],
  ['one-network', 'One network, with all of them', {}],
] as const;

/** On a harder pair than the network is judged by in the end, so that its recipe was not made for that. */
export const convnetPlusIngredients: Sweep = {
  ...TUNING,
  id: 'convnet-plus-ingredients',
  title: 'What makes the improved network better?',
  question: 'What does each ingredient of the improved network give?',
  classes: catsAndDogs.classes,
  folds: 3,
  parameter: { name: 'recipe', label: 'Recipe', scale: 'ordinal' },
  variants: [
    {
      id: 'nine-layers',
      label: 'The nine layers of 2017',
      estimator: 'convnet',
      hyperparameters: { epochs: 20, dropout: 0.2 },
    },
    ...ONE_NETWORK.map(([id, label, hyperparameters]) => ({
      id,
      label,
      estimator: 'convnet-plus' as const,
      hyperparameters: { members: 1, plainMembers: 0, ...hyperparameters },
    })),
    {
      id: 'whole',
      label: 'Two of them and a plain one',
      estimator: 'convnet-plus',
      hyperparameters: {},
    },
  ],
  chosen: { variant: 'whole', reason: 'The published recipe, which the others are measured against.' },
};
