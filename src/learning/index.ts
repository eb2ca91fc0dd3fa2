/** The registry of model families. */
import type { EstimatorId } from '../core/models.ts';
import type { Classifier, Hyperparameters, ModelState } from './classifier.ts';
import { convnetFromState, createConvnet } from './convnet.ts';
import { convnetPlusFromState, createConvnetPlus } from './convnetPlus.ts';
import { createForest, forestFromState } from './forest.ts';
import { createLogistic, logisticFromState } from './logistic.ts';
import { createNearest, nearestFromState } from './nearest.ts';
import { createPerceptron, perceptronFromState } from './perceptron.ts';
import { createLinearSvm, createRbfSvm, svmFromState } from './svm.ts';
import { createWideConvnet, wideConvnetFromState } from './wideConvnet.ts';

const FACTORIES: Record<EstimatorId, (hyperparameters: Hyperparameters) => Classifier> = {
  forest: createForest,
  nearest: createNearest,
  perceptron: createPerceptron,
  convnet: createConvnet,
  'convnet-plus': createConvnetPlus,
  'wide-convnet': createWideConvnet,
  logistic: createLogistic,
  'linear-svm': createLinearSvm,
  'rbf-svm': createRbfSvm,
};

/**
 * A model yet to be fitted; what the hyperparameters leave out takes its family's default.
 * @throws RangeError for a family, or a hyperparameter's name or value, that does not exist.
 */
export function createClassifier(id: EstimatorId, hyperparameters: Hyperparameters = {}): Classifier {
  if (!Object.hasOwn(FACTORIES, id))
    throw new RangeError(`no model family "${id}"; there are ${Object.keys(FACTORIES).join(', ')}`);
  return FACTORIES[id](hyperparameters);
}

/** A model that predicts as the one that the state was taken from. */
export function fromState(state: ModelState): Classifier {
  switch (state.family) {
    case 'forest':
      return forestFromState(state);
    case 'nearest':
      return nearestFromState(state);
    case 'perceptron':
      return perceptronFromState(state);
    case 'convnet':
      return convnetFromState(state);
    case 'convnet-plus':
      return convnetPlusFromState(state);
    case 'wide-convnet':
      return wideConvnetFromState(state);
    case 'logistic':
      return logisticFromState(state);
    case 'svm':
      return svmFromState(state);
    default:
      throw new RangeError(`no model family "${(state as { family: unknown }).family}"`);
  }
}
