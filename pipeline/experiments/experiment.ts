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
  /** False where the source is too small for every declared size. */
  readonly asDeclared: boolean;
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
  const asDeclared = fitting.length > 0;
  const trainPerClass = asDeclared
    ? fitting
    : [trainable >> 2, trainable >> 1, trainable].slice(-declared.length).filter((n) => n >= 2);
  const largest = trainPerClass.at(-1) as number;
  return {
    testPerClass: Math.min(availablePerClass - largest, experiment.maxTestPerClass),
    trainPerClass,
    asDeclared,
  };
}

const withPlans = (experiment: Experiment, change: (plan: ModelPlan) => ModelPlan): Experiment['models'] =>
  Object.fromEntries(
    Object.entries(experiment.models).map(([id, plan]) => {
      const { published, ...rest } = change(plan);
      return [id, { ...rest, ...(published && { published: change(published) }) }];
    }),
  ) as Experiment['models'];

/**
 * The experiment for a source that is too small for its sizes: three seeds, and the cheaper half of every
 * search's candidates. So few drawings decide no more than that.
 */
export function abridged(experiment: Experiment): Experiment {
  return {
    ...experiment,
    seeds: experiment.seeds.slice(0, 3),
    models: withPlans(experiment, ({ search, ...plan }) => ({
      ...plan,
      ...(search && {
        search: {
          ...search,
          candidates: search.candidates.slice(0, Math.ceil(search.candidates.length / 2)),
        },
      }),
    })),
  };
}

/** The experiment for a first look: the smallest size, the first seed, and the first candidate of every search. */
export function quick(experiment: Experiment): Experiment {
  return {
    ...experiment,
    trainSizes: [Math.min(...experiment.trainSizes)],
    seeds: experiment.seeds.slice(0, 1),
    models: withPlans(experiment, ({ search, ...plan }) =>
      search === undefined
        ? plan
        : {
            ...plan,
            hyperparameters: {
              ...plan.hyperparameters,
              [search.hyperparameter]: search.candidates[0] as number,
            },
          },
    ),
  };
}
