/**
 * A drawing outlives a reload: it is kept for the tab, with how fast it was drawn, in the session's storage. Nothing of it
 * is kept beyond the tab, and where storage is barred or full, nothing at all.
 */
import { KEPT_PREFIX, type KeptStroke, keptStrokes } from '../../components/pad/kept-strokes.ts';
import type { MutableStroke, Stroke } from '../../core/strokes.ts';
import { notePenTime, penTimesOf } from './timeline/pen-times.ts';

/** The part of `Storage` that is used. */
export type Keeper = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export { tabStorage } from '../../components/pad/kept-strokes.ts';

/** @param place of the pad, so that two of them do not share a drawing. @param strokes in pad units; none to forget. */
export function keepDrawing(keeper: Keeper | null, place: string, strokes: readonly Stroke[]): void {
  try {
    if (strokes.length === 0) keeper?.removeItem(KEPT_PREFIX + place);
    else keeper?.setItem(KEPT_PREFIX + place, JSON.stringify(strokes.map(stored)));
  } catch {
    // Full, or barred after all: then a reload begins with an empty pad.
  }
}

function stored(stroke: Stroke): KeptStroke {
  const cuts = penTimesOf(stroke) ?? [];
  return [Array.from(stroke[0]), Array.from(stroke[1]), cuts.map(({ points, penMs }) => [points, penMs])];
}

/** @returns the drawing that was kept, in pad units; null for none, and for what is none. */
export function keptDrawing(keeper: Keeper | null, place: string): MutableStroke[] | null {
  const kept = keptStrokes(keeper, place);
  return (
    kept?.map(([x, y, cuts]) => {
      const stroke: MutableStroke = [[...x], [...y]];
      for (const [points, penMs] of cuts) notePenTime(stroke, { points, penMs });
      return stroke;
    }) ?? null
  );
}
