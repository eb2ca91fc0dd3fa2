import { type Drawings, type LabelledDrawings, PIXELS } from './classifier.ts';

/** @throws RangeError when the pixels are not those of `count` drawings. */
export function checkDrawings({ count, pixels }: Drawings): void {
  if (pixels.length !== count * PIXELS)
    throw new RangeError(`${count} drawings have ${count * PIXELS} pixels, got ${pixels.length}`);
}

/** @throws RangeError on no drawings, fewer than two classes, or arrays that do not fit together. */
export function checkTraining(drawings: LabelledDrawings): void {
  const { count, labels, classes } = drawings;
  if (count === 0) throw new RangeError('a model needs at least one drawing to learn from, got none');
  if (classes.length < 2)
    throw new RangeError(
      `a classifier needs at least two classes, got ${classes.length} (${classes.join(', ')})`,
    );
  checkDrawings(drawings);
  if (labels.length !== count)
    throw new RangeError(`${count} drawings need ${count} labels, got ${labels.length}`);
  const wrong = labels.findIndex((label) => label >= classes.length);
  if (wrong >= 0)
    throw new RangeError(
      `label ${labels[wrong]} of drawing ${wrong} is not among the ${classes.length} classes`,
    );
}
