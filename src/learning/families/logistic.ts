import { type LogisticState, PIXELS } from '../classifier.ts';
import type { Family } from '../family.ts';
import { createLogistic, logisticFromState } from '../logistic.ts';
import { weightCount } from './weightCount.ts';

export const logistic: Family<LogisticState> = {
  states: 'logistic',
  source: 'logistic.ts',
  create: createLogistic,
  restore: logisticFromState,
  size: ({ weights, bias }) => weightCount(weights, bias),
  cost: {
    /** Drawings. */
    work: (_, n) => n,
    secondsPerMillion: 1000,
    memoryBytes: (_, { classes, trainDrawings }) => trainDrawings * (8 * classes + PIXELS * 8),
  },
};
