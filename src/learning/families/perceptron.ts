import type { PerceptronState } from '../classifier.ts';
import { perceptronGraph } from '../export/perceptron.ts';
import type { PublishedFamily } from '../family.ts';
import { numberOf } from '../numberOf.ts';
import { createPerceptron, perceptronFromState } from '../perceptron.ts';
import { networkBytes } from './networkCost.ts';
import { denseArrays, weightCount } from './weightCount.ts';

/** Epochs after which early stopping has mostly stopped. */
const EPOCHS = 60;

export const perceptron: PublishedFamily<PerceptronState> = {
  states: 'perceptron',
  source: 'perceptron.ts',
  create: createPerceptron,
  restore: perceptronFromState,
  size: ({ layers }) => weightCount(...denseArrays(layers)),
  graph: perceptronGraph,
  form: 'The network itself, with 32-bit weights.',
  cost: {
    /** Drawings times epochs. */
    work: (given, n) =>
      n * Math.min(EPOCHS, numberOf(given, 'maxEpochs', 200)) * (given['refit'] === true ? 2 : 1),
    secondsPerMillion: 7,
    memoryBytes: networkBytes,
  },
};
