/** How many drawings of each class a source offers, and what sizes an experiment plans for them. */
import type { DrawingSource } from '../dataset/source.ts';
import { type Experiment, planSizes, type Sizes } from '../experiments/experiment.ts';
import { availableOf } from './availableOf.ts';

export interface PlannedSizes {
  /** By class. */
  readonly available: readonly number[];
  readonly sizes: Sizes;
}

/** @throws DatasetError, RangeError where there are too few drawings. */
export async function sizesOf(
  experiment: Experiment,
  source: Pick<DrawingSource, 'available' | 'accountOf'>,
): Promise<PlannedSizes> {
  const available = await availableOf(experiment.classes, source);
  return { available, sizes: planSizes(experiment, Math.min(...available)) };
}
