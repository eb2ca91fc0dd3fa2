/** The models: what they are called, here and in the results. */

/** The four families of the 2017 post, in the order in which the article meets them. */
export const CLASSIC_IDS = ['forest', 'nearest', 'perceptron', 'convnet'] as const;
export type ClassicId = (typeof CLASSIC_IDS)[number];

/** The models that a reader can train in a page: the four, and the convolutional network that goes beyond them. */
export const TRAINABLE_IDS = [...CLASSIC_IDS, 'convnet-plus'] as const;
export type TrainableId = (typeof TRAINABLE_IDS)[number];

/** Every model that is published as a file: those, and the network for all words of the game. */
export const MODEL_IDS = [...TRAINABLE_IDS, 'wide-convnet'] as const;
export type ModelId = (typeof MODEL_IDS)[number];

/** Every estimator that an experiment can train: also those that are only measured beside the models. */
export const ESTIMATOR_IDS = [...MODEL_IDS, 'logistic', 'linear-svm', 'rbf-svm'] as const;
export type EstimatorId = (typeof ESTIMATOR_IDS)[number];

const NETWORK_IDS = ['perceptron', 'convnet', 'convnet-plus', 'wide-convnet'] as const;

/** Whether an estimator is a network, which trains and predicts with kernels that there are two sets of. */
export const isNetwork = (id: EstimatorId): id is (typeof NETWORK_IDS)[number] =>
  (NETWORK_IDS as readonly string[]).includes(id);

/** Names for people. `short` fits into a direct label of a chart. */
export const MODEL_NAMES: Record<EstimatorId, { readonly full: string; readonly short: string }> = {
  forest: { full: 'Random forest', short: 'Forest' },
  nearest: { full: 'Nearest neighbours', short: 'Neighbours' },
  perceptron: { full: 'Multi-layer perceptron', short: 'Perceptron' },
  convnet: { full: 'Convolutional network', short: 'Convnet' },
  'convnet-plus': { full: 'Improved convolutional network', short: 'Convnet+' },
  'wide-convnet': { full: 'Wide convolutional network', short: 'Wide net' },
  logistic: { full: 'Logistic regression', short: 'Logistic' },
  'linear-svm': { full: 'Linear support vector machine', short: 'Linear SVM' },
  'rbf-svm': { full: 'Support vector machine with RBF kernel', short: 'RBF SVM' },
};

/** Whether a model is one of the four that the 2017 post compared. */
export const isClassic = (id: EstimatorId): id is ClassicId =>
  (CLASSIC_IDS as readonly string[]).includes(id);
