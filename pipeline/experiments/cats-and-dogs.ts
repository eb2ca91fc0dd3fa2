import { catsAndSheep } from './cats-and-sheep.ts';
import type { Comparison } from './experiment.ts';
import { smallerForest } from './smaller-forest.ts';

const { nearest, perceptron } = catsAndSheep.models;

/** Two animals that are drawn much more alike. */
export const catsAndDogs: Comparison = {
  kind: 'comparison',
  id: 'cats-and-dogs',
  title: 'Cats and dogs',
  question: 'Cat or dog? What does a harder pair cost, and how far does practice go?',
  classes: ['cat', 'dog'],
  trainSizes: [500, 1000, 2000, 5000],
  maxTestPerClass: 7500,
  splitSeed: 2017,
  seeds: [1, 2, 3, 4, 5],
  calibrationFolds: 3,
  models: {
    forest: smallerForest(50),
    ...(nearest && { nearest }),
    ...(perceptron && { perceptron }),
    // As many epochs as cross-validation on cats and sheep advised at 2,000 drawings, whatever the size here.
    convnet: { hyperparameters: { dropout: 0.2, epochs: 20 } },
  },
};
