import type { Comparison } from './experiment.ts';

/** The words of the game: the ten classes whose exhibits were looked at, for a network that must keep them all apart. */
export const tenWords: Comparison = {
  kind: 'comparison',
  id: 'ten-words',
  title: 'Ten words for a game',
  question: 'One of ten words is drawn against the clock. How often does a network name the right one?',
  classes: ['cat', 'sheep', 'dog', 'octopus', 'bee', 'hedgehog', 'giraffe', 'bird', 'flower', 'house'],
  // The larger sizes for sources that have the drawings: of hedgehogs and giraffes there may be but 400, or 800.
  trainSizes: [3200, 6400, 20_000],
  maxTestPerClass: 1000,
  splitSeed: 2017,
  seeds: [1],
  calibrationFolds: 3,
  // Networks only: in the game one plays, and the other tells what its recipe is worth.
  models: {
    convnet: { hyperparameters: { dropout: 0.2, epochs: 20 } },
    'convnet-plus': { hyperparameters: {}, largestOnly: true },
  },
};
