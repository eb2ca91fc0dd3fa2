import type { Stroke } from '../../../core/strokes.ts';
import { listAt, refuse } from '../../../drawings/read/fields.ts';

/** More than a hand draws. */
const MOST_STROKES = 1000;
const MOST_POINTS = 6000;
/** The side of the simplified form. */
const MAX = 255;

/** Strokes in the simplified form: columns of whole numbers 0..255. @throws ProjectError for anything else. */
export function readStrokes(value: unknown, where: string): readonly Stroke[] {
  let points = 0;
  return listAt(value, where, 1, MOST_STROKES).map((stroke, s) => {
    const place = `${where}[${s}]`;
    const [xs, ys] = listAt(stroke, place, 2, 2).map((column, c) => {
      const numbers = listAt(column, `${place}[${c}]`, 1, MOST_POINTS);
      for (const number of numbers)
        if (!Number.isInteger(number) || (number as number) < 0 || (number as number) > MAX)
          refuse(`${place}[${c}]`, number, `whole numbers from 0 to ${MAX}`);
      return numbers as readonly number[];
    }) as [readonly number[], readonly number[]];
    if (xs.length !== ys.length)
      refuse(`${place}[1]`, ys, `as many numbers as the other column, ${xs.length}`);
    points += xs.length;
    if (points > MOST_POINTS) refuse(where, points, `at most ${MOST_POINTS} points`);
    return [xs, ys];
  });
}
