import type { Sweep } from './experiment.ts';
import { forestVariant, TUNING } from './tuning.ts';

export const forestTrees: Sweep = {
  ...TUNING,
  id: 'forest-trees',
  title: 'How many trees?',
  question: 'How many trees does a forest need before more of them stop helping?',
  parameter: { name: 'trees', label: 'Trees', scale: 'linear' },
  variants: [10, 20, 40, 60, 80, 100, 120, 140, 160].map((trees) =>
    forestVariant({ trees }, { id: `${trees}`, label: `${trees} trees`, value: trees }),
  ),
  chosen: { variant: '100', reason: 'As in 2017: more trees are hardly better, and cost time and space.' },
};
