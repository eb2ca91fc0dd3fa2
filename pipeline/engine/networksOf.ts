import { type EstimatorId, isNetwork, type ModelId } from '../../src/core/models.ts';
import type { Experiment } from '../experiments/experiment.ts';
import { estimatorsOf } from './estimatorsOf.ts';

/** The networks that an experiment trains, each once. */
export const networksOf = (experiment: Experiment, models: readonly ModelId[]): EstimatorId[] =>
  estimatorsOf(experiment, models).filter(isNetwork);
