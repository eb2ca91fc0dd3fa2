import { PIXELS, type SvmState } from '../classifier.ts';
import type { Family, FitCost } from '../family.ts';
import { createLinearSvm, createRbfSvm, svmFromState } from '../svm.ts';

const cost = (secondsPerMillion: number): FitCost => ({
  /** Pairs of drawings. */
  work: (_, n, predictDrawings) => n * (n + predictDrawings),
  secondsPerMillion,
  /** LIBSVM's nodes, and its cache. */
  memoryBytes: (_, { trainDrawings }) => trainDrawings * PIXELS * 16 + 200e6,
});

/** Their states say which kernel they are of, and either restores both. */
const both = {
  states: 'svm',
  source: 'svm.ts',
  packages: ['libsvm-js'],
  restore: svmFromState,
  size: () => undefined,
} as const;

export const linearSvm: Family<SvmState> = { ...both, create: createLinearSvm, cost: cost(1.7) };
export const rbfSvm: Family<SvmState> = { ...both, create: createRbfSvm, cost: cost(1.4) };
