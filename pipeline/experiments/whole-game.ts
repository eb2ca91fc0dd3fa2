import { officialClasses } from '../dataset/classes.ts';
import type { Game } from './game.ts';

/** Every word of Quick, Draw!, one network. */
export const wholeGame: Game = {
  kind: 'game',
  id: 'whole-game',
  title: 'All 345 words',
  question: 'How well does one small network tell all the words of the game apart?',
  classes: officialClasses(),
  testPerClass: 100,
  validationPerClass: 20,
  mostTrainPerClass: 1000,
  splitSeed: 2017,
  seed: 1,
  // With so many drawings for so small a network nothing is learnt by heart in 12 epochs, so none is distorted.
  network: {
    model: 'wide-convnet',
    hyperparameters: {
      maps: [32, 64, 128],
      epochs: 12,
      warmup: 1,
      augmentFlip: false,
      augmentShift: 0,
      augmentScale: 0,
      augmentRotation: 0,
    },
  },
  // The nine layers of 2017, with the epochs that a set of this size is worth.
  others: [{ model: 'convnet', hyperparameters: { epochs: 15, batch: 128, dropout: 0.2 } }],
  byDrawings: [
    {
      model: 'convnet',
      hyperparameters: { epochs: 15, batch: 128, dropout: 0.2 },
      drawingsPerWord: [25, 50, 100, 200, 400],
    },
  ],
  byWords: [2, 5, 10, 50, 150, 345],
  wordSamples: 200,
  exhibitsPerClass: 20,
  families: 40,
};
