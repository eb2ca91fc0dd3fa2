/** What an experiment declares; the file name of the declaration is the experiment's id everywhere. */
import type { ModelId } from '../../src/core/models.ts';
import type { Hyperparameters } from '../models/classifier.ts';

/** One hyperparameter to be chosen on validation folds of the training drawings. */
export interface Search {
  readonly hyperparameter: string;
  readonly folds: number;
  /** Rising; each is fitted on its own. */
  readonly candidates: readonly number[];
  /** The candidate of the best mean, or the smallest within one standard error of it. */
  readonly prefer: 'best' | 'smallest';
}

export interface ModelPlan {
  readonly hyperparameters: Hyperparameters;
  /** Run once for every training size, on the first seed's training drawings. */
  readonly search?: Search;
  /** Where the published form is another one than the measured one (neighbours: codes instead of drawings). */
  readonly published?: { readonly hyperparameters: Hyperparameters; readonly search?: Search };
}

export interface Experiment {
  readonly id: string;
  readonly title: string;
  readonly question: string;
  /** Official class names; the first is the positive class of a question with two. */
  readonly classes: readonly string[];
  /** Training drawings, all classes together, of the learning curve; sizes that the source cannot fill are left out. */
  readonly trainSizes: readonly number[];
  /** Upper bound of the test set. */
  readonly maxTestPerClass: number;
  readonly splitSeed: number;
  /** One training set and one fit for each, at every size. */
  readonly seeds: readonly number[];
  readonly models: Readonly<Record<ModelId, ModelPlan>>;
}

export interface Sizes {
  readonly testPerClass: number;
  /** Rising; the last is the main run. */
  readonly trainPerClass: readonly number[];
}

/**
 * Splits what a source offers: the largest training size that leaves at least a fifth of the drawings for the
 * test set, and all the rest, up to the bound, to test on. A source too small for the smallest declared size
 * (the embedded drawings) gets a quarter, half and the whole of four fifths.
 * @param availablePerClass of the scarcest class.
 * @throws RangeError below 10 drawings a class.
 */
export function planSizes(experiment: Experiment, availablePerClass: number): Sizes {
  if (availablePerClass < 10)
    throw new RangeError(
      `${experiment.id} needs at least 10 drawings of every class, got ${availablePerClass}`,
    );
  const trainable = Math.floor(availablePerClass * 0.8);
  const declared = experiment.trainSizes.map((n) => Math.floor(n / experiment.classes.length));
  const fitting = declared.filter((n) => n <= trainable).sort((a, b) => a - b);
  const trainPerClass =
    fitting.length > 0 ? fitting : [trainable >> 2, trainable >> 1, trainable].filter((n) => n >= 2);
  const largest = trainPerClass.at(-1) as number;
  return { testPerClass: Math.min(availablePerClass - largest, experiment.maxTestPerClass), trainPerClass };
}
