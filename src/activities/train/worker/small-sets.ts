import type { TrainableId } from '../../../core/models.ts';
import { type Hyperparameters, PIXELS } from '../../../learning/classifier.ts';

/** Principal components of the neighbours' codes where there are drawings enough. */
export const COMPONENTS = 24;

/**
 * Hyperparameters that a training set can bear: as many neighbours, and as many components of their codes, as its
 * drawings allow. All other families learn from as few as one drawing of each class as they are.
 * @param count training drawings, at least 2
 */
export function withinMeans(
  id: TrainableId,
  hyperparameters: Hyperparameters,
  count: number,
): Hyperparameters {
  if (id !== 'nearest') return hyperparameters;
  const { k = 5, components = COMPONENTS, form = 'codes', ...rest } = hyperparameters;
  const capped = { ...rest, form, k: Math.min(Number(k), count) };
  // n drawings lie in a space of n - 1 dimensions.
  if (form !== 'codes') return capped;
  return { ...capped, components: Math.max(1, Math.min(Number(components), count - 1, PIXELS)) };
}
