import { rasterize } from '../../../src/core/rasterize.ts';
import { twinsAmong } from '../sameDrawing.ts';
import type { DrawingRows } from './drawingRows.ts';

/** Vectors that are looked at: where a list is wrong, it is wrong about all. What it says of a few is held when they are loaded. */
const SAMPLE = 3;

/**
 * Whether the vectors of a class are its bitmaps' own drawings: learnt from as the one, and tested as the other, they would
 * make every model look better than it is.
 * @param first row of either that counts
 */
export async function vectorsAreBitmaps(
  bitmaps: DrawingRows,
  vectors: DrawingRows,
  first: number,
): Promise<boolean> {
  const count = await bitmaps.count(first);
  const strokes = (await vectors.strokes?.(first, SAMPLE)) ?? [];
  if (count < 1 || strokes.length === 0) return false;
  const rendered = Buffer.concat(strokes.map((drawing) => rasterize(drawing.strokes)));
  const all = await bitmaps.read(first, count, () => {});
  return twinsAmong(rendered, all).length > 0;
}
