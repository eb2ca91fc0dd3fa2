/** The contents page: every experiment by its id, in the order in which `all` runs them. */
import { catsAndDogs } from './cats-and-dogs.ts';
import { catsAndSheep } from './cats-and-sheep.ts';
import type { Conditions } from './conditions.ts';
import { convnetEpochs } from './convnet-epochs.ts';
import { convnetParts } from './convnet-parts.ts';
import { convnetPlus } from './convnet-plus.ts';
import { convnetPlusIngredients } from './convnet-plus-ingredients.ts';
import type { Experiment } from './experiment.ts';
import { fiveAnimals } from './five-animals.ts';
import { fiveAtFullSize } from './five-at-full-size.ts';
import { forestFeatures } from './forest-features.ts';
import { forestTrees } from './forest-trees.ts';
import { inkNeeded } from './ink-needed.ts';
import { linearAndKernel } from './linear-and-kernel.ts';
import { nearestK } from './nearest-k.ts';
import { ownExperiments } from './own.ts';
import { perceptronAlpha } from './perceptron-alpha.ts';
import { perceptronLayers } from './perceptron-layers.ts';
import { perceptronLearningRate } from './perceptron-learning-rate.ts';
import { rendering } from './rendering.ts';
import { tenWords } from './ten-words.ts';

export const EXPERIMENTS: Readonly<Record<string, Experiment>> = Object.fromEntries(
  [
    catsAndSheep,
    catsAndDogs,
    forestTrees,
    forestFeatures,
    nearestK,
    perceptronLayers,
    perceptronAlpha,
    perceptronLearningRate,
    convnetEpochs,
    convnetParts,
    linearAndKernel,
    fiveAnimals,
    fiveAtFullSize,
    convnetPlus,
    convnetPlusIngredients,
    tenWords,
    ...(await ownExperiments()),
  ].map((experiment) => [experiment.id, experiment]),
);

/** Published models under changed conditions; `all` asks them last, when the models are there. */
export const CONDITIONS: Readonly<Record<string, Conditions>> = Object.fromEntries(
  [rendering, inkNeeded].map((conditions) => [conditions.id, conditions]),
);
