import type { Sweep } from './experiment.ts';
import { TUNING } from './tuning.ts';

const PARTS = [
  ['nine-layers', 'The nine layers', {}],
  ['no-dropout', 'Without dropout', { dropout: 0 }],
  ['one-convolution', 'One convolution', { maps: [30] }],
  ['fewer-maps', 'Half the maps', { maps: [15, 8] }],
  ['batch-norm', 'With batch normalisation', { batchNorm: true }],
  ['shifts', 'Drawings shifted at random', { augmentShift: 2 }],
] as const;

export const convnetParts: Sweep = {
  ...TUNING,
  id: 'convnet-parts',
  title: 'Which parts matter?',
  question: 'What does the convolutional network lose or gain when one of its parts is changed?',
  parameter: { name: 'part', label: 'Part', scale: 'ordinal' },
  variants: PARTS.map(([id, label, hyperparameters]) => ({
    id,
    label,
    estimator: 'convnet' as const,
    hyperparameters: { epochs: 20, dropout: 0.2, ...hyperparameters },
  })),
  chosen: { variant: 'nine-layers', reason: 'The network of 2017, which the others are measured against.' },
};
