import type { Sweep } from './experiment.ts';
import { TUNING } from './tuning.ts';

const SERIES = [
  { id: 'uniform', label: 'Equal votes' },
  { id: 'distance', label: 'Nearer ones count more' },
];

export const nearestK: Sweep = {
  ...TUNING,
  id: 'nearest-k',
  title: 'How many neighbours?',
  question: 'How many neighbours should vote, and should the nearer ones have more of a say?',
  parameter: { name: 'k', label: 'Neighbours', scale: 'linear' },
  series: SERIES,
  variants: SERIES.flatMap(({ id }) =>
    [1, 3, 5, 7, 9, 11, 15, 21].map((k) => ({
      id: `${id}-${k}`,
      label: `${k} neighbour${k === 1 ? '' : 's'}${id === 'distance' ? ', weighted by nearness' : ''}`,
      value: k,
      series: id,
      estimator: 'nearest' as const,
      hyperparameters: { k, form: 'pixels', weights: id },
    })),
  ),
  chosen: { variant: 'uniform-5', reason: 'As in 2017; its neighbours in the figure are hardly different.' },
};
