import type { ModelId } from '../../../core/models.ts';
import type { Stroke } from '../../../core/strokes.ts';

/** How far a drawing has come. */
export interface Place {
  /** Strokes that have been begun, at least 1. */
  readonly strokes: number;
  /** Points of the last of them, at least 1. */
  readonly points: number;
}

/** A state of the drawing, and what the models made of it. */
export interface Moment extends Place {
  /** How long the pen had moved by then. */
  readonly penMs: number;
  /** Whether it is the end of its last stroke. */
  readonly whole: boolean;
  /** Whether nobody is asked about it, since there is too much ink. */
  readonly passed?: boolean;
  /** By model, probabilities by class [classes]; those are missing that have not been asked. */
  readonly answers: Readonly<Partial<Record<ModelId, ArrayLike<number>>>>;
}

/** Negative when `a` comes before `b`. */
export function comparePlaces(a: Place, b: Place): number {
  return a.strokes - b.strokes || a.points - b.points;
}

/** The drawing as it was then. A stroke that was whole is the same array. */
export function strokesAt(strokes: readonly Stroke[], { strokes: count, points }: Place): readonly Stroke[] {
  const [last] = strokes.slice(count - 1, count);
  if (last === undefined) return strokes.slice(0, count);
  const [x, y] = last;
  if (points >= x.length) return strokes.slice(0, count);
  const cut = (column: ArrayLike<number>) => Array.from({ length: points }, (_, i) => column[i] as number);
  return [...strokes.slice(0, count - 1), [cut(x), cut(y)]];
}

/** Index of the moment that shows the drawing at a place: the last one that is not beyond it; -1 for none. */
export function momentAt(moments: readonly Moment[], place: Place): number {
  return moments.findLastIndex((moment) => comparePlaces(moment, place) <= 0);
}
