import type { Comparison } from './experiment.ts';

/** The 2017 post's first question, on its training sizes as far as the source has drawings for them. */
export const catsAndSheep: Comparison = {
  kind: 'comparison',
  id: 'cats-and-sheep',
  title: 'Cats and sheep',
  question: 'Cat or sheep? How well do four kinds of classifier tell, and how many drawings do they need?',
  classes: ['cat', 'sheep'],
  trainSizes: [500, 1000, 2000, 5000, 10_000, 15_000],
  maxTestPerClass: 7500,
  splitSeed: 2017,
  seeds: [1, 2, 3, 4, 5],
  calibrationFolds: 3,
  models: {
    forest: { hyperparameters: { trees: 100, featuresPerSplit: 28 } },
    nearest: {
      hyperparameters: { k: 5, form: 'pixels' },
      published: {
        hyperparameters: { k: 5, form: 'codes' },
        // 24 components keep even 15,000 drawings below 500 kB.
        search: {
          hyperparameter: 'components',
          folds: 5,
          candidates: [8, 12, 16, 20, 24],
          prefer: 'smallest',
        },
      },
    },
    perceptron: { hyperparameters: { hidden: [100, 100], alpha: 0.001, refit: true } },
    convnet: {
      hyperparameters: { dropout: 0.2 },
      search: { hyperparameter: 'epochs', folds: 3, candidates: [15, 30, 45, 60], prefer: 'best' },
    },
    'convnet-plus': { hyperparameters: {} },
  },
};
