import type { Comparison } from './experiment.ts';

/** The 2017 post's second question. Where hedgehogs and giraffes are scarce, every drawing is tested in turn. */
export const fiveAnimals: Comparison = {
  kind: 'comparison',
  id: 'five-animals',
  title: 'Five animals',
  question: 'Dog, octopus, bee, hedgehog or giraffe? What changes with more than two answers?',
  classes: ['dog', 'octopus', 'bee', 'hedgehog', 'giraffe'],
  trainSizes: [500, 1000, 2500, 5000, 12_500],
  maxTestPerClass: 2500,
  splitSeed: 2017,
  seeds: [1, 2, 3, 4, 5],
  whenScarce: { folds: 5 },
  calibrationFolds: 3,
  models: {
    forest: { hyperparameters: { trees: 100, featuresPerSplit: 28 } },
    nearest: {
      hyperparameters: { k: 5, form: 'pixels' },
      published: {
        hyperparameters: { k: 5, form: 'codes' },
        search: {
          hyperparameter: 'components',
          folds: 5,
          candidates: [12, 16, 20, 24, 32],
          prefer: 'smallest',
        },
      },
    },
    perceptron: { hyperparameters: { hidden: [100, 100], alpha: 0.001, refit: true } },
    // Not searched here: as validation folds of other pairs advised for some two thousand drawings.
    convnet: { hyperparameters: { dropout: 0.2, epochs: 20 } },
    'convnet-plus': { hyperparameters: {}, largestOnly: true },
  },
};
