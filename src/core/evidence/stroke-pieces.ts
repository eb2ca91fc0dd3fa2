/**
 * Cuts a drawing into pieces to leave out one at a time, and paints what is left where it stood.
 * Lengths are in units of the simplified form, whose longer side is 255.
 */
import { rasterize, SCALE } from '../rasterize.ts';
import type { Stroke } from '../strokes.ts';

/** A stroke up to this length stays whole. */
const LONG = 200;
/** Length of a longer stroke's pieces, unless there would be too many. */
const PIECE = 100;
/** Most pieces of a drawing. */
export const MOST_PIECES = 24;

/** A part of one stroke, or several whole strokes that follow each other. */
export interface Piece {
  /** First and last stroke that it is of, counted from 0; the same unless strokes were put together. */
  readonly first: number;
  readonly last: number;
  /** Of how many equal parts of the stroke it is which, from 0; 0 of 1 for whole strokes. */
  readonly part: number;
  readonly parts: number;
}

/** Length of a stroke along its line. */
export function strokeLength([xs, ys]: Stroke): number {
  let sum = 0;
  for (let i = 1; i < xs.length; i++)
    sum += Math.hypot((xs[i] as number) - (xs[i - 1] as number), (ys[i] as number) - (ys[i - 1] as number));
  return sum;
}

/**
 * Strokes whole where they are short, in equal parts where they are long; neighbours in the order of drawing together
 * where there are too many.
 * @param strokes simplified, without empty ones
 */
export function strokePieces(strokes: readonly Stroke[], most = MOST_PIECES): Piece[] {
  const lengths = strokes.map(strokeLength);
  if (strokes.length > most) return grouped(lengths, most);
  const partsOf = (unit: number) =>
    lengths.map((length) => (length <= LONG ? 1 : Math.max(1, Math.ceil(length / unit))));
  let unit = PIECE;
  while (partsOf(unit).reduce((sum, parts) => sum + parts, 0) > most) unit *= 1.2;
  return partsOf(unit).flatMap((parts, stroke) =>
    Array.from({ length: parts }, (_, part) => ({ first: stroke, last: stroke, part, parts })),
  );
}

function grouped(lengths: readonly number[], most: number): Piece[] {
  const groups = lengths.map((length, stroke) => ({ first: stroke, last: stroke, length }));
  while (groups.length > most) {
    let shortest = 0;
    const pair = (i: number) => (groups[i]?.length ?? 0) + (groups[i + 1]?.length ?? Infinity);
    for (let i = 1; i + 1 < groups.length; i++) if (pair(i) < pair(shortest)) shortest = i;
    const [a, b] = groups.slice(shortest, shortest + 2);
    if (a === undefined || b === undefined) break;
    groups.splice(shortest, 2, { first: a.first, last: b.last, length: a.length + b.length });
  }
  return groups.map(({ first, last }) => ({ first, last, part: 0, parts: 1 }));
}

/** The piece's own line or lines. */
export function pieceStrokes(strokes: readonly Stroke[], piece: Piece): Stroke[] {
  if (piece.parts === 1) return strokes.slice(piece.first, piece.last + 1);
  const stroke = strokes[piece.first] as Stroke;
  const unit = strokeLength(stroke) / piece.parts;
  return [between(stroke, piece.part * unit, (piece.part + 1) * unit)];
}

/** The drawing without the piece; a stroke cut in its middle becomes two. */
export function without(strokes: readonly Stroke[], piece: Piece): Stroke[] {
  const before = strokes.slice(0, piece.first);
  const after = strokes.slice(piece.last + 1);
  if (piece.parts === 1) return [...before, ...after];
  const stroke = strokes[piece.first] as Stroke;
  const length = strokeLength(stroke);
  const unit = length / piece.parts;
  const rest = [];
  if (piece.part > 0) rest.push(between(stroke, 0, piece.part * unit));
  if (piece.part < piece.parts - 1) rest.push(between(stroke, (piece.part + 1) * unit, length));
  return [...before, ...rest, ...after];
}

/** What lies of a stroke between two lengths from its start. */
function between([xs, ys]: Stroke, from: number, to: number): Stroke {
  const x: number[] = [];
  const y: number[] = [];
  const push = (i: number, share: number) => {
    x.push((xs[i - 1] as number) + share * ((xs[i] as number) - (xs[i - 1] as number)));
    y.push((ys[i - 1] as number) + share * ((ys[i] as number) - (ys[i - 1] as number)));
  };
  let walked = 0;
  for (let i = 1; i < xs.length; i++) {
    const step = Math.hypot(
      (xs[i] as number) - (xs[i - 1] as number),
      (ys[i] as number) - (ys[i - 1] as number),
    );
    const end = walked + step;
    if (step > 0 && end > from && walked < to) {
      if (x.length === 0) push(i, Math.max(0, (from - walked) / step));
      push(i, Math.min(1, (to - walked) / step));
    }
    walked = end;
  }
  return [x, y];
}

/**
 * Paints strokes where they stand in a drawing that they are a part of, instead of centred for themselves.
 * @param strokes some of the whole drawing's
 * @param whole simplified: it begins at 0 on both axes
 * @returns ink 0..255 [784]
 */
export function rasterizeWithin(strokes: readonly Stroke[], whole: readonly Stroke[]): Uint8Array {
  const [width, height] = extent(whole);
  const [restWidth, restHeight] = extent(strokes);
  const shift = (rest: number, all: number) => ((rest - all) / 2) * SCALE;
  return rasterize(strokes, { shiftPx: [shift(restWidth, width), shift(restHeight, height)] });
}

function extent(strokes: readonly Stroke[]): [x: number, y: number] {
  let [x, y] = [0, 0];
  for (const [xs, ys] of strokes)
    for (let i = 0; i < xs.length; i++) {
      x = Math.max(x, xs[i] as number);
      y = Math.max(y, ys[i] as number);
    }
  return [x, y];
}
