/**
 * A drawing outlives a reload: it is kept for the tab, with how fast it was drawn, in the session's storage. Nothing of it
 * is kept beyond the tab, and where storage is barred or full, nothing at all.
 */
import type { MutableStroke, Stroke } from '../../core/strokes.ts';
import type { Cut } from './timeline/cuts.ts';
import { notePenTime, penTimesOf } from './timeline/pen-times.ts';

/** The part of `Storage` that is used. */
export type Keeper = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const PREFIX = 'doodles.drawing.';

type StoredStroke = readonly [
  x: readonly number[],
  y: readonly number[],
  cuts: readonly (readonly number[])[],
];

/** The session's storage; null where the browser denies it. */
export function tabStorage(): Keeper | null {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}

/** @param place of the pad, so that two of them do not share a drawing. @param strokes in pad units; none to forget. */
export function keepDrawing(keeper: Keeper | null, place: string, strokes: readonly Stroke[]): void {
  try {
    if (strokes.length === 0) keeper?.removeItem(PREFIX + place);
    else keeper?.setItem(PREFIX + place, JSON.stringify(strokes.map(stored)));
  } catch {
    // Full, or barred after all: then a reload begins with an empty pad.
  }
}

function stored(stroke: Stroke): StoredStroke {
  const cuts = penTimesOf(stroke) ?? [];
  return [Array.from(stroke[0]), Array.from(stroke[1]), cuts.map(({ points, penMs }) => [points, penMs])];
}

/** @returns the drawing that was kept, in pad units; null for none, and for what is none. */
export function keptDrawing(keeper: Keeper | null, place: string): MutableStroke[] | null {
  try {
    const found: unknown = JSON.parse(keeper?.getItem(PREFIX + place) ?? 'null');
    if (!Array.isArray(found) || found.length === 0 || !found.every(isStored)) return null;
    return found.map(([x, y, cuts]) => {
      const stroke: MutableStroke = [[...x], [...y]];
      for (const [points, penMs] of cuts) notePenTime(stroke, { points, penMs } as Cut);
      return stroke;
    });
  } catch {
    return null;
  }
}

const areNumbers = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every(Number.isFinite);

function isStored(value: unknown): value is StoredStroke {
  if (!Array.isArray(value)) return false;
  const [x, y, cuts] = value as unknown[];
  if (!areNumbers(x) || !areNumbers(y) || x.length !== y.length || x.length === 0) return false;
  return Array.isArray(cuts) && cuts.every((cut) => areNumbers(cut) && cut.length === 2);
}
