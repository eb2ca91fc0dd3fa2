/** What every family asks of its drawings, with one wording. */
import type { ModelId } from '../../src/core/models.ts';
import { type Drawings, type LabelledDrawings, PIXELS } from './classifier.ts';

/** @throws RangeError when the bitmap does not hold `count` drawings of 784 pixels. */
export function requireDrawings(drawings: Drawings): void {
  const { count, pixels } = drawings;
  if (!Number.isInteger(count) || count < 0)
    throw new RangeError(`drawings.count must be a whole number from 0, got ${count}`);
  if (pixels.length !== count * PIXELS)
    throw new RangeError(
      `${count} drawings take ${count * PIXELS} pixels (${PIXELS} each), got ${pixels.length}`,
    );
}

/** @throws RangeError on no drawings, fewer than two classes, or labels that do not fit. */
export function requireTrainable(train: LabelledDrawings): void {
  const { count, labels, classes } = train;
  requireDrawings(train);
  if (count === 0)
    throw new RangeError('cannot fit on no drawings; give at least one of each of two classes');
  if (classes.length < 2)
    throw new RangeError(
      `cannot tell fewer than two classes apart, got ${classes.length} (${classes.join(', ') || 'none'})`,
    );
  if (labels.length !== count)
    throw new RangeError(`${count} drawings need ${count} labels, got ${labels.length}`);
  let differ = false;
  for (let i = 0; i < count; i++) {
    const label = labels[i]!;
    if (label >= classes.length)
      throw new RangeError(
        `label of drawing ${i} must be a class index from 0 to ${classes.length - 1}, got ${label}`,
      );
    differ ||= label !== labels[0];
  }
  if (!differ)
    throw new RangeError(
      `cannot tell fewer than two classes apart: all ${count} drawings are labelled ${classes[labels[0]!]}`,
    );
}

/** @throws Error when there is no state yet, that is, before `fit`. */
export function requireFitted<State>(id: ModelId, state: State | undefined): State {
  if (state === undefined) throw new Error(`${id} has not been fitted yet: call fit first`);
  return state;
}
