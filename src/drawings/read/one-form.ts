/**
 * The one form of strokes, that of Quick, Draw!'s simplified files: whole numbers 0..255, moved to the origin, the longer
 * side 255, Ramer-Douglas-Peucker with epsilon 2. Every stroke that enters is brought to it here, since pictures and models
 * take it for granted: strokes that are moved, scaled or dense give other pictures, and numbers near chance.
 * https://github.com/googlecreativelab/quickdraw-dataset#simplified-drawing-files-ndjson
 *
 * Drawings that have the form already stay as they are, to the bit. The official ones do not all begin at 0 or reach 255,
 * since simplification dropped tips after scaling; so the form is told by bounds that hold for each of 138,704 official
 * drawings of all 345 classes, with little to spare: least x and y up to 46, longer side from 206, and at 0.5 simplification
 * drops at most 5 of their points and a sixth. A drawing within these bounds cannot be told from an official one. Drawings
 * that had the form and were moved and scaled come back: the unit is found in which all their numbers are whole.
 */
import { type MutableStroke, type Stroke, simplify, simplifyDrawing } from '../../core/strokes.ts';
import { DatasetError } from '../dataset-error.ts';

/** No screen is as large; beyond it, differences of coordinates would soon be no numbers. */
const MAX_COORDINATE = 1e6;
/** Of one drawing. Official raw ones have some thousands; simplification can take the square of it in steps. */
const MAX_POINTS = 2 ** 16;
/** Of one drawing, in units of its longer side / 255; the longest official line has 40,000. As many points are walked. */
const MAX_LINE = 2 ** 17;

const SIDE = 255;
const MAX_START = 48;
const MIN_SIDE = 204;
/** Of simplified drawings that were moved and scaled; 0.06 % of the official ones are smaller, and come back at 255. */
const MIN_MOVED_SIDE = 245;
const FINE_EPSILON = 0.5;
const MAX_DROPPED = 5;
const MAX_DROPPED_SHARE = 1 / 6;
/** What scaling there and back, in single precision, may leave of a whole number. */
const ROUNDING = 1e-3;
/** A drawing no larger is a point. */
const NO_SIDE = 1e-6;

/**
 * @param strokes in any unit, dense or sparse; columns beyond x and y, such as times, are left behind, and so are strokes
 *   without a point. A stroke of one point becomes that point twice.
 * @param where for messages, e.g. "cat.ndjson, line 3".
 * @returns none where no stroke has a point.
 * @throws DatasetError for columns of different lengths, numbers that are not finite or beyond a million, and drawings of
 *   more points or of a longer line than any hand draws.
 */
export function toOneForm(strokes: readonly Stroke[], where: string): MutableStroke[] {
  const { minX, minY, side } = extentOf(strokes, where);
  const drawn = strokes.filter(([x]) => x.length > 0);
  if (drawn.length === 0) return [];
  if (side < NO_SIDE)
    return drawn.map(() => [
      [0, 0],
      [0, 0],
    ]);
  if (minX >= 0 && minX <= MAX_START && minY >= 0 && minY <= MAX_START && side >= MIN_SIDE) {
    const asTheyStand = wholeAndSparse(drawn, { x: 0, y: 0, scale: 1 });
    if (asTheyStand !== undefined) return asTheyStand;
  }
  for (let whole = SIDE; whole >= MIN_MOVED_SIDE; whole--) {
    const back = wholeAndSparse(drawn, { x: minX, y: minY, scale: whole / side });
    if (back !== undefined) return back;
  }
  assertLength(drawn, side, where);
  return simplifyDrawing(drawn);
}

/** How many strokes of a drawing have no point. */
export const emptyStrokes = (strokes: readonly Stroke[]): number =>
  strokes.filter((columns) => (columns[0]?.length ?? 0) === 0).length;

interface Frame {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

/** The strokes within a frame, where they are whole numbers 0..255 there, and simplified. */
function wholeAndSparse(strokes: readonly Stroke[], { x, y, scale }: Frame): MutableStroke[] | undefined {
  const isWhole = (column: ArrayLike<number>, from: number) => {
    for (let i = 0; i < column.length; i++) {
      const value = ((column[i] as number) - from) * scale;
      const whole = Math.round(value);
      if (whole < 0 || whole > SIDE || Math.abs(value - whole) > ROUNDING) return false;
    }
    return true;
  };
  if (!strokes.every(([xs, ys]) => isWhole(xs, x) && isWhole(ys, y))) return undefined;
  const whole = (column: ArrayLike<number>, from: number) => {
    const values: number[] = [];
    for (let i = 0; i < column.length; i++)
      values.push(Math.round(((column[i] as number) - from) * scale) + 0); // never -0
    return values;
  };
  const out = strokes.map(([xs, ys]): MutableStroke => [whole(xs, x), whole(ys, y)]);
  const points = out.reduce((sum, [xs]) => sum + xs.length, 0);
  let dropped = 0;
  for (const stroke of out) {
    const count = stroke[0].length;
    if (count > 2) dropped += count - simplify(stroke, FINE_EPSILON)[0].length;
  }
  if (dropped > MAX_DROPPED || dropped > points * MAX_DROPPED_SHARE) return undefined;
  return out.map(([xs, ys]) => (xs.length > 1 ? [xs, ys] : [xs.concat(xs), ys.concat(ys)]));
}

/** The corner of their box, and its longer side. @throws DatasetError for what no drawing has. */
function extentOf(strokes: readonly Stroke[], where: string) {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  let points = 0;
  for (const [s, [xs, ys]] of strokes.entries()) {
    if (xs.length !== ys.length)
      throw new DatasetError(
        `${where}: stroke ${s} has ${xs.length} x but ${ys.length} y, expected as many of one as of the other`,
      );
    for (let i = 0; i < xs.length; i++) {
      const x = xs[i] as number;
      const y = ys[i] as number;
      if (!isCoordinate(x) || !isCoordinate(y))
        throw new DatasetError(
          `${where}: point ${i} of stroke ${s} is (${shown(x)}, ${shown(y)}), expected numbers from -${MAX_COORDINATE} to ${MAX_COORDINATE}${isText(x) || isText(y) ? ' and got text: take the quotes away' : ''}`,
        );
      if (x < minX) minX = x;
      if (x > maxX) maxX = x;
      if (y < minY) minY = y;
      if (y > maxY) maxY = y;
    }
    points += xs.length;
  }
  if (points > MAX_POINTS)
    throw new DatasetError(
      `${where}: a drawing of ${points} points, expected at most ${MAX_POINTS}: is it several drawings in one?`,
    );
  return { minX, minY, side: Math.max(maxX - minX, maxY - minY) };
}

const isText = (value: unknown): boolean => typeof value === 'string';
/** Text in quotes, cut. */
const shown = (value: unknown): string =>
  isText(value) ? JSON.stringify(String(value).slice(0, 20)) : String(value);

const isCoordinate = (value: number | undefined): boolean =>
  typeof value === 'number' && value >= -MAX_COORDINATE && value <= MAX_COORDINATE; // NaN is neither

function assertLength(strokes: readonly Stroke[], side: number, where: string): void {
  let length = 0;
  for (const [x, y] of strokes)
    for (let i = 1; i < x.length; i++)
      length += Math.hypot((x[i] as number) - (x[i - 1] as number), (y[i] as number) - (y[i - 1] as number));
  const most = MAX_LINE / (SIDE + 1);
  if (length > most * side)
    throw new DatasetError(
      `${where}: a line ${Math.round(length / side)} times as long as the drawing is large, expected at most ${most}: no hand draws that`,
    );
}
