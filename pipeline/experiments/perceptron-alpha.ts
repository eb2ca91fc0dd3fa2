import type { Sweep } from './experiment.ts';
import { perceptronVariant, powerOfTen, TUNING } from './tuning.ts';

export const perceptronAlpha: Sweep = {
  ...TUNING,
  id: 'perceptron-alpha',
  title: 'How strong a penalty?',
  question: 'How much should large weights be punished?',
  parameter: { name: 'alpha', label: 'L2 penalty (alpha)', scale: 'log' },
  variants: [1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6].map((alpha) =>
    perceptronVariant({ alpha }, { id: powerOfTen(alpha), label: `alpha ${alpha}`, value: alpha }),
  ),
  chosen: { variant: '1e-3', reason: 'As in 2017; over six powers of ten it hardly matters.' },
};
