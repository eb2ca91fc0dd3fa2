/**
 * Drawings that are kept for the tab, as they stand in the session's storage: what `keepDrawing` of the canvas writes,
 * read by all who show the reader's drawing elsewhere.
 */
import type { MutableStroke } from '../../core/strokes.ts';

/** Of the key in the storage; the place of the pad follows. */
export const KEPT_PREFIX = 'doodles.drawing.';

/** A stroke in pad units, and how fast it was drawn: points and milliseconds. */
export type KeptStroke = readonly [
  x: readonly number[],
  y: readonly number[],
  cuts: readonly (readonly [points: number, penMs: number])[],
];

/** The session's storage; null where the browser denies it. */
export function tabStorage(): Storage | null {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}

/** @returns what was kept at a place; null for none, for what is none, and where the storage is barred. */
export function keptStrokes(keeper: Pick<Storage, 'getItem'> | null, place: string): KeptStroke[] | null {
  try {
    const found: unknown = JSON.parse(keeper?.getItem(KEPT_PREFIX + place) ?? 'null');
    return Array.isArray(found) && found.length > 0 && found.every(isKept) ? found : null;
  } catch {
    return null;
  }
}

/** The lines alone. */
export const linesOf = (kept: readonly KeptStroke[]): MutableStroke[] =>
  kept.map(([x, y]) => [[...x], [...y]]);

const areNumbers = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every(Number.isFinite);

function isKept(value: unknown): value is KeptStroke {
  if (!Array.isArray(value)) return false;
  const [x, y, cuts] = value as unknown[];
  if (!areNumbers(x) || !areNumbers(y) || x.length !== y.length || x.length === 0) return false;
  return Array.isArray(cuts) && cuts.every((cut) => areNumbers(cut) && cut.length === 2);
}
