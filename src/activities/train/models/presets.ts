/** The knobs of each family that a reader can turn, and what the page trains with where they are left alone. */
import type { TrainableId } from '../../../core/models.ts';
import type { Hyperparameters } from '../../../learning/classifier.ts';

export interface Knob {
  /** Of the hyperparameter, as the estimator has it. */
  readonly name: string;
  readonly label: string;
  /** What can be chosen, in rising order where there is one. */
  readonly options: readonly { readonly value: Hyperparameters[string]; readonly label: string }[];
  readonly preset: Hyperparameters[string];
  /** What turning it does, in a sentence. */
  readonly note: string;
}

const numbers = (...values: readonly number[]): Knob['options'] =>
  values.map((value) => ({ value, label: String(value) }));

/**
 * Presets chosen on drawings that the page does not show: 64 of each class to learn from, 250 to be judged by, six pairs
 * of words (cat and dog, apple and pear, fish and whale, guitar and violin, house and barn, bird and duck) or three
 * quintets, means of the accuracy in %:
 *
 * - neighbours of two, codes of 8, 12, 16, 24 components (16 trainings): 70.4, 71.3, 71.4, 71.6.
 * - perceptron of two: 71.3 as it is; 70.5 with a patience of 10; 71.5 after 20 epochs without stopping early.
 * - convnet of two, 20, 30, 40 epochs: 73.3, 74.4, 74.1; 30 epochs, moved about by up to 1 pixel: 75.5. It is not moved
 *   about by itself, so that the reader can see what that does.
 * - improved convnet of five, 20, 30, 40 epochs: 74.6, 77.6, 78.5; 30 epochs unmirrored: 76.3. The last point would
 *   cost a third of the time.
 */
export const KNOBS: Readonly<Record<TrainableId, readonly Knob[]>> = {
  forest: [
    {
      name: 'trees',
      label: 'Trees',
      options: numbers(1, 5, 20, 100, 300),
      preset: 100,
      note: 'More trees vote more smoothly, and take longer.',
    },
  ],
  nearest: [
    {
      name: 'k',
      label: 'Neighbours asked (k)',
      options: numbers(1, 3, 5, 9, 15),
      preset: 5,
      note: 'One neighbour decides alone; many smooth each other out.',
    },
    {
      name: 'form',
      label: 'Compared by',
      options: [
        { value: 'pixels', label: 'all 784 pixels' },
        { value: 'codes', label: 'short codes' },
      ],
      preset: 'codes',
      note: 'Codes of principal components are what a published file holds: short, and nobody’s drawing.',
    },
  ],
  perceptron: [
    {
      name: 'hidden',
      label: 'Hidden layers',
      options: [
        { value: [], label: 'none' },
        { value: [50], label: '50 units' },
        { value: [100, 100], label: '100 + 100 units' },
        { value: [200, 200, 200], label: '200 + 200 + 200 units' },
      ],
      preset: [100, 100],
      note: 'Without a hidden layer, each pixel speaks for itself alone.',
    },
    {
      name: 'learningRate',
      label: 'Learning rate',
      options: numbers(0.0001, 0.001, 0.01, 0.1),
      preset: 0.001,
      note: 'How big a step each batch of drawings moves the weights: too small creeps, too big leaps about.',
    },
  ],
  convnet: [
    {
      name: 'epochs',
      label: 'Epochs',
      options: numbers(1, 5, 15, 30, 80),
      preset: 30,
      note: 'How often the network goes through all training drawings.',
    },
    {
      name: 'learningRate',
      label: 'Learning rate',
      options: numbers(0.0001, 0.001, 0.01),
      preset: 0.001,
      note: 'How big a step each batch of drawings moves the weights.',
    },
    {
      name: 'augmentShift',
      label: 'Moved about while training',
      options: [
        { value: 0, label: 'not at all' },
        { value: 1, label: 'by up to 1 pixel' },
        { value: 2, label: 'by up to 2 pixels' },
      ],
      preset: 0,
      note: 'Each drawing is shifted anew in every epoch, so that its place cannot be learnt by heart.',
    },
  ],
  'convnet-plus': [
    {
      name: 'epochs',
      label: 'Epochs',
      options: numbers(5, 15, 30, 60),
      preset: 30,
      note: 'How often each network goes through all training drawings.',
    },
    {
      name: 'members',
      label: 'Networks that vote',
      options: numbers(1, 2, 3),
      preset: 1,
      note: 'Several networks forgive each other’s mistakes, and each takes as long as the first.',
    },
    {
      name: 'augmentFlip',
      label: 'Mirrored while training',
      options: [
        { value: false, label: 'never' },
        { value: true, label: 'every other time' },
      ],
      preset: true,
      note: 'A cat that looks left is as good as one that looks right; a letter is not.',
    },
  ],
};

/** What the page sets beside the knobs; all else is the estimator's own default. */
const FIXED: Readonly<Record<TrainableId, Hyperparameters>> = {
  forest: { featuresPerSplit: 28 },
  nearest: {},
  perceptron: { alpha: 0.001, refit: true },
  convnet: {},
  'convnet-plus': { plainMembers: 0 },
};

/** What a model is trained with: the knobs as they stand, and the page's settings. */
export function hyperparametersOf(id: TrainableId, knobs: Hyperparameters): Hyperparameters {
  const presets = Object.fromEntries(KNOBS[id].map(({ name, preset }) => [name, preset]));
  return { ...FIXED[id], ...presets, ...knobs };
}
