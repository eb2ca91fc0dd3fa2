import type { Sweep, Variant } from './experiment.ts';
import { forestVariant, perceptronVariant, TUNING } from './tuning.ts';

/** With the usual C = 1, as in 2017, or with another; the smaller C, the more large weights are punished. */
const penalised = (estimator: 'logistic' | 'linear-svm' | 'rbf-svm', label: string, C: number): Variant => ({
  id: C === 1 ? estimator : `${estimator}-${C}`,
  label: `${label}, C = ${C}`,
  estimator,
  hyperparameters: { C },
});

/** The 2017 notebook's side path: what straight lines and kernels make of the same drawings. */
export const linearAndKernel: Sweep = {
  ...TUNING,
  id: 'linear-and-kernel',
  title: 'Straight lines and kernels',
  question: 'How far does a single straight cut through 784 dimensions get, and how far a bent one?',
  parameter: { name: 'estimator', label: 'Estimator', scale: 'ordinal' },
  measureTest: true,
  variants: [
    ...[1, 0.01].map((C) => penalised('logistic', 'Logistic regression', C)),
    ...[1, 0.01].map((C) => penalised('linear-svm', 'Linear SVM', C)),
    ...[1, 10].map((C) => penalised('rbf-svm', 'SVM with RBF kernel', C)),
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
