import type { Sweep } from './experiment.ts';
import { forestVariant, TUNING } from './tuning.ts';

export const forestFeatures: Sweep = {
  ...TUNING,
  id: 'forest-features',
  title: 'How many pixels a split?',
  question: 'Among how many random pixels should each split of a tree choose?',
  parameter: { name: 'featuresPerSplit', label: 'Pixels a split', scale: 'log' },
  variants: [15, 28, 50, 100].map((featuresPerSplit) =>
    forestVariant(
      { featuresPerSplit },
      { id: `${featuresPerSplit}`, label: `${featuresPerSplit} pixels a split`, value: featuresPerSplit },
    ),
  ),
  chosen: {
    variant: '28',
    reason: 'The usual choice, the square root of 784; the others are hardly different.',
  },
};
