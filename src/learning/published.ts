/** The published families, each with what it needs, which comes when it is asked for: what a page trains with. */
import type { ModelId } from '../core/models.ts';
import type { Classifier, Hyperparameters, PublishedState } from './classifier.ts';

type Create = (hyperparameters?: Hyperparameters) => Classifier<PublishedState>;

const LOADERS: Readonly<Record<ModelId, () => Promise<Create>>> = {
  forest: async () => (await import('./forest.ts')).createForest,
  nearest: async () => (await import('./nearest.ts')).createNearest,
  perceptron: async () => (await import('./perceptron.ts')).createPerceptron,
  convnet: async () => (await import('./convnet.ts')).createConvnet,
  'convnet-plus': async () => (await import('./convnetPlus.ts')).createConvnetPlus,
  'wide-convnet': async () => (await import('./wideConvnet.ts')).createWideConvnet,
};

/** Whether TensorFlow.js computes a family. */
export const isNetwork = (id: ModelId): boolean => id !== 'forest' && id !== 'nearest';

/**
 * As `createClassifier` of `index.ts`, without the families that are only measured beside the models.
 * @throws RangeError for a hyperparameter's name or value that does not exist.
 */
export async function createPublished(
  id: ModelId,
  hyperparameters: Hyperparameters,
): Promise<Classifier<PublishedState>> {
  return (await LOADERS[id]())(hyperparameters);
}
