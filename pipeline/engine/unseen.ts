/** Which drawings a model has not learnt from, told by what they look like and not by where they came from. */
import { difference, SAME_DRAWING } from '../dataset/sameDrawing.ts';
import { bitmap } from '../dataset/split.ts';
import type { DrawingStore, Rows } from './job.ts';

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
