/** What the experiments that tune a model have in common: cats and sheep, the same test set under lock, five folds. */
import { catsAndSheep } from './cats-and-sheep.ts';
import type { Sweep, Variant } from './experiment.ts';

const { classes, maxTestPerClass, splitSeed, seeds } = catsAndSheep;

export const TUNING = {
  kind: 'sweep',
  classes,
  // As many as the smallest main run of `cats-and-sheep`, whose training drawings these are.
  trainSizes: [2000],
  maxTestPerClass,
  splitSeed,
  // All of them, so that the split is the same; the folds are those of the first one's training set.
  seeds,
  folds: 5,
} as const satisfies Partial<Sweep>;

/** "0.001" -> "1e-3". */
export const powerOfTen = (value: number): string => `1e${Math.round(Math.log10(value))}`;

/** Hidden layers as they are written: [100, 100] -> "100-100". */
export const layersId = (hidden: readonly number[]): string => hidden.join('-');

export const forestVariant = (
  hyperparameters: Variant['hyperparameters'],
  rest: Omit<Variant, 'estimator' | 'hyperparameters'>,
): Variant => ({
  ...rest,
  estimator: 'forest',
  hyperparameters: { trees: 100, featuresPerSplit: 28, ...hyperparameters },
});

export const perceptronVariant = (
  hyperparameters: Variant['hyperparameters'],
  rest: Omit<Variant, 'estimator' | 'hyperparameters'>,
): Variant => ({
  ...rest,
  estimator: 'perceptron',
  hyperparameters: { hidden: [100, 100], alpha: 0.001, refit: true, ...hyperparameters },
});
