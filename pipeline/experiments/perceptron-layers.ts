import type { Sweep } from './experiment.ts';
import { layersId, perceptronVariant, TUNING } from './tuning.ts';

const LAYERS = [[50], [100], [784], [50, 50], [100, 100], [784, 784], [50, 50, 50], [100, 100, 100]];

export const perceptronLayers: Sweep = {
  ...TUNING,
  id: 'perceptron-layers',
  title: 'How large a perceptron?',
  question: 'How many hidden layers, and how many units in each?',
  parameter: { name: 'hidden', label: 'Units of the hidden layers', scale: 'ordinal' },
  variants: LAYERS.map((hidden) =>
    perceptronVariant({ hidden }, { id: layersId(hidden), label: hidden.join(' + ') }),
  ),
  chosen: { variant: '100-100', reason: 'As in 2017: larger ones are hardly better and take far longer.' },
};
