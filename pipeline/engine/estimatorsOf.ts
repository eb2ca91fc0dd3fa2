import type { EstimatorId, ModelId } from '../../src/core/models.ts';
import type { Experiment } from '../experiments/experiment.ts';

/**
 * What an experiment trains, each once.
 * @param models those of a comparison that are asked for
 */
export function estimatorsOf(experiment: Experiment, models: readonly ModelId[]): EstimatorId[] {
  const estimators: readonly EstimatorId[] =
    experiment.kind === 'comparison'
      ? models.filter((id) => experiment.models[id] !== undefined)
      : experiment.variants.map(({ estimator }) => estimator);
  return [...new Set(estimators)];
}
