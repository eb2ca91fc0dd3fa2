import { type Drawings, type LabelledDrawings, PIXELS } from './classifier.ts';

/** @throws RangeError when the pixels are not those of `count` drawings. */
export function checkDrawings({ count, pixels }: Drawings): void {
  if (pixels.length !== count * PIXELS)
    throw new RangeError(`${count} drawings have ${count * PIXELS} pixels, got ${pixels.length}`);
}

/**
 * @param purpose what the drawings are for, at the beginning of the message
 * @throws RangeError on no drawings, fewer than two classes, or arrays that do not fit together.
 */
export function checkTraining(drawings: LabelledDrawings, purpose = 'training'): void {
  const { count, labels, classes } = drawings;
  if (count === 0) throw new RangeError(`${purpose} needs at least one drawing, got none`);
  if (classes.length < 2)
    throw new RangeError(
      `${purpose} needs at least two classes, got ${classes.length} (${classes.join(', ')})`,
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

/** @throws RangeError as `checkTraining`, or when the fold has other classes than the training drawings. */
export function checkValidation(validation: LabelledDrawings, train: LabelledDrawings): void {
  checkTraining(validation, 'validation');
  if (validation.classes.join() !== train.classes.join())
    throw new RangeError(
      `validation needs the classes of training (${train.classes.join(', ')}), got ${validation.classes.join(', ')}`,
    );
}
