import type { Sweep } from './experiment.ts';
import { perceptronVariant, powerOfTen, TUNING } from './tuning.ts';

export const perceptronLearningRate: Sweep = {
  ...TUNING,
  id: 'perceptron-learning-rate',
  title: 'How large a step?',
  question: 'How far should every step of the training move the weights?',
  parameter: { name: 'learningRate', label: 'Learning rate', scale: 'log' },
  variants: [1e-1, 1e-2, 1e-3, 1e-4, 1e-5].map((learningRate) =>
    perceptronVariant(
      { learningRate },
      { id: powerOfTen(learningRate), label: `learning rate ${learningRate}`, value: learningRate },
    ),
  ),
  chosen: { variant: '1e-3', reason: 'Adam’s usual rate, which the 2017 networks were trained with too.' },
};
