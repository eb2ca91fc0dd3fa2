import type { Sweep } from './experiment.ts';
import { forestVariant, perceptronVariant, TUNING } from './tuning.ts';

/** The 2017 notebook's side path: what straight lines and kernels make of the same drawings. */
export const linearAndKernel: Sweep = {
  ...TUNING,
  id: 'linear-and-kernel',
  title: 'Straight lines and kernels',
  question: 'How far does a single straight cut through 784 dimensions get, and how far a bent one?',
  parameter: { name: 'estimator', label: 'Estimator', scale: 'ordinal' },
  measureTest: true,
  variants: [
    { id: 'logistic', label: 'Logistic regression', estimator: 'logistic', hyperparameters: {} },
    { id: 'linear-svm', label: 'Linear SVM', estimator: 'linear-svm', hyperparameters: {} },
    { id: 'rbf-svm', label: 'SVM with RBF kernel', estimator: 'rbf-svm', hyperparameters: {} },
    forestVariant({ trees: 10 }, { id: 'forest-10', label: 'Forest of 10 trees' }),
    forestVariant({}, { id: 'forest', label: 'Forest of 100 trees' }),
    { id: 'nearest', label: '5 neighbours', estimator: 'nearest', hyperparameters: { k: 5, form: 'pixels' } },
    perceptronVariant({}, { id: 'perceptron', label: 'Perceptron, 100 + 100' }),
    {
      id: 'convnet',
      label: 'Convolutional network',
      estimator: 'convnet',
      hyperparameters: { epochs: 20, dropout: 0.2 },
    },
  ],
};
