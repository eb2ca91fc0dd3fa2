/** Which drawings a model has not learnt from, told by what they look like and not by where they came from. */
import { bitmap } from '../dataset/split.ts';
import type { DrawingStore, Rows } from './job.ts';

/**
 * Mean absolute difference of the pixels, of 255, up to which a rendered drawing and a bitmap are the same drawing: the
 * rasteriser comes within 0.4 of the official bitmaps, and a drawing that was moved on its way here, and came back a unit
 * from where it was, within 2. Drawings of two people are 15 apart and more (cats, sheep, the five animals), and 8 where
 * all draw the same (circles); among lines alone some are nearer, and are left out though nobody has learnt from them.
 */
export const SAME_DRAWING = 4;

/**
 * Of each bitmap, whether a model that was trained on `train` can be tested on it: whether none of those drawings, of any
 * class, is the same. This is the one rule for vectors, be they other drawings than the bitmaps and pooled with them, or
 * the same ones: a source may be wrong about its drawings, a comparison of pixels cannot be.
 * @param bitmaps ink 0..255. [784] each
 */
export const unseenOf = (
  bitmaps: readonly Uint8Array[],
  { store, train }: { readonly store: DrawingStore; readonly train: Rows },
): boolean[] => bitmaps.map((rendered) => !train.some((row) => isSameDrawing(rendered, bitmap(store, row))));

function isSameDrawing(a: Uint8Array, b: Uint8Array): boolean {
  const most = SAME_DRAWING * a.length;
  return difference(a, b, most) <= most;
}

/** Of all pixels together, 0..255 each; above `most` no longer added up. */
export function difference(a: Uint8Array, b: Uint8Array, most: number): number {
  let sum = 0;
  for (let i = 0; i < a.length && sum <= most; i++) sum += Math.abs((a[i] as number) - (b[i] as number));
  return sum;
}
