/** Models of any family: made, and restored. */
import type { EstimatorId } from '../core/models.ts';
import type { Classifier, Hyperparameters, ModelState } from './classifier.ts';
import { FAMILIES } from './families.ts';
import { registryOf } from './registry.ts';

/** Of all families. */
export const REGISTRY = registryOf<EstimatorId>(FAMILIES);

/**
 * A model yet to be fitted; what the hyperparameters leave out takes its family's default.
 * @throws RangeError for a family, or a hyperparameter's name or value, that does not exist.
 */
export const createClassifier = (id: EstimatorId, hyperparameters: Hyperparameters = {}): Classifier =>
  REGISTRY.create(id, hyperparameters);

/** A model that predicts as the one that the state was taken from. @throws RangeError for a state of no family. */
export const fromState = (state: ModelState): Classifier => REGISTRY.restore(state);
