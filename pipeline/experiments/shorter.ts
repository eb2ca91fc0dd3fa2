/** Shorter forms of an experiment: for small sources, and for a first look. */
import type { Comparison, Experiment, ModelPlan } from './experiment.ts';

const withPlans = (
  models: Comparison['models'],
  change: (plan: ModelPlan) => ModelPlan,
): Comparison['models'] =>
  Object.fromEntries(
    Object.entries(models).map(([id, plan]) => {
      const { published, ...rest } = change(plan);
      return [id, { ...rest, ...(published && { published: change(published) }) }];
    }),
  );

/**
 * The experiment for a source that is too small for its sizes: three seeds, and the cheaper half of every
 * search's candidates. So few drawings decide no more than that.
 */
export function abridged<T extends Experiment>(experiment: T): T {
  const seeds = experiment.seeds.slice(0, 3);
  if (experiment.kind === 'sweep') return { ...experiment, seeds, folds: Math.min(3, experiment.folds) };
  return {
    ...experiment,
    seeds,
    models: withPlans(experiment.models, ({ search, ...plan }) => ({
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

/** The experiment for a first look: the smallest size, one seed, two folds, and the first candidate of every search. */
export function quick<T extends Experiment>(experiment: T): T {
  const shorter = {
    ...experiment,
    trainSizes: [Math.min(...experiment.trainSizes)],
    seeds: experiment.seeds.slice(0, 1),
    ...(experiment.whenScarce && { whenScarce: { folds: 2 } }),
  };
  if (shorter.kind === 'sweep') return { ...shorter, folds: 2 };
  return {
    ...shorter,
    calibrationFolds: 2,
    models: withPlans(shorter.models, ({ search, ...plan }) =>
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
