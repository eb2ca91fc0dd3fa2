import type { Comparison } from './experiment.ts';
import { fiveAnimals } from './five-animals.ts';
import { smallerForest } from './smaller-forest.ts';

const { nearest, perceptron } = fiveAnimals.models;

/** Five classes with as many drawings as the 2017 post had for its five animals. */
export const fiveAtFullSize: Comparison = {
  kind: 'comparison',
  id: 'five-at-full-size',
  title: 'Five classes at full size',
  question: 'Bird, cat, dog, flower or house? Does the ranking hold with 2,500 drawings of each?',
  classes: ['bird', 'cat', 'dog', 'flower', 'house'],
  trainSizes: [12_500],
  maxTestPerClass: 2500,
  splitSeed: 2017,
  // One training set: so large a one leaves little to chance, and the test set tells the rest.
  seeds: [1],
  calibrationFolds: 3,
  models: {
    forest: smallerForest(20),
    ...(nearest && { nearest }),
    ...(perceptron && { perceptron }),
    // As many epochs as in 2017: with so many drawings each of them is long.
    convnet: { hyperparameters: { dropout: 0.2, epochs: 10 } },
  },
};
