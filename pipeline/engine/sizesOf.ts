/** How many drawings of each class a source offers, and what sizes an experiment plans for them. */
import type { DrawingSource } from '../dataset/source.ts';
import { type Experiment, planSizes, type Sizes } from '../experiments/experiment.ts';
import { availableOf } from './availableOf.ts';

export interface PlannedSizes {
  /** By class. */
  readonly available: readonly number[];
  /** How many of these are vectors that are tested on; undefined where the split does not look at that. */
  readonly vectors: readonly number[] | undefined;
  readonly sizes: Sizes;
}

/** @throws DatasetError, RangeError where there are too few drawings. */
export async function sizesOf(
  experiment: Experiment,
  source: Pick<DrawingSource, 'available' | 'accountOf' | 'vectorsAmong'>,
): Promise<PlannedSizes> {
  const { classes, testOnVectors } = experiment;
  const available = await availableOf(classes, source);
  const counts =
    testOnVectors === true
      ? await Promise.all(classes.map((name) => source.vectorsAmong?.(name) ?? 0))
      : undefined;
  const vectors = counts?.every((count) => count > 0) ? counts : undefined;
  if (vectors === undefined)
    return { available, vectors, sizes: planSizes(experiment, Math.min(...available)) };
  const bitmaps = available.map((count, c) => count - (vectors[c] as number));
  const tested = Math.min(...vectors);
  return { available, vectors, sizes: planSizes(experiment, Math.min(...bitmaps) + tested, tested) };
}
