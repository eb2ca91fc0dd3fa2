import type { Hyperparameters } from './classifier.ts';

/** A hyperparameter that is a number, or else what the family takes where it is left out. */
export function numberOf(given: Hyperparameters, name: string, otherwise: number): number {
  const value = given[name];
  return typeof value === 'number' ? value : otherwise;
}
