/** The families that a page trains, each with what it needs, which comes when it is asked for. */
import type { TrainableId } from '../core/models.ts';
import type { Classifier, Hyperparameters, PublishedState } from './classifier.ts';

type Create = (hyperparameters?: Hyperparameters) => Classifier<PublishedState>;

const LOADERS: Readonly<Record<TrainableId, () => Promise<Create>>> = {
  forest: async () => (await import('./forest.ts')).createForest,
  nearest: async () => (await import('./nearest.ts')).createNearest,
  perceptron: async () => (await import('./perceptron.ts')).createPerceptron,
  convnet: async () => (await import('./convnet.ts')).createConvnet,
  'convnet-plus': async () => (await import('./convnetPlus.ts')).createConvnetPlus,
};

/** Whether TensorFlow.js computes a family. */
export const isNetwork = (id: TrainableId): boolean => id !== 'forest' && id !== 'nearest';

/**
 * As `createClassifier` of `index.ts`, without the families that are only measured beside the models.
 * @throws RangeError for a hyperparameter's name or value that does not exist.
 */
export async function createPublished(
  id: TrainableId,
  hyperparameters: Hyperparameters,
): Promise<Classifier<PublishedState>> {
  return (await LOADERS[id]())(hyperparameters);
}
