/** Whether two bitmaps are the same drawing, by what they look like: a list of files may be wrong about it. */
import { PIXELS } from '../../src/learning/classifier.ts';

/**
 * Mean absolute difference of the pixels, of 255, up to which a rendered drawing and a bitmap are the same drawing: the
 * rasteriser comes within 0.4 of the official bitmaps, and a drawing that was moved on its way here, and came back a unit
 * from where it was, within 2. Drawings of two people are 15 apart and more (cats, sheep, the five animals), and 8 where
 * all draw the same (circles); among lines alone some are nearer, and are left out though nobody has learnt from them.
 */
export const SAME_DRAWING = 4;

/** Of all pixels together, 0..255 each; above `most` no longer added up. */
export function difference(a: Uint8Array, b: Uint8Array, most: number): number {
  let sum = 0;
  for (let i = 0; i < a.length && sum <= most; i++) sum += Math.abs((a[i] as number) - (b[i] as number));
  return sum;
}

/**
 * @param drawings ink 0..255. [n, 784] @param others of the same class. [m, 784]
 * @returns rows of `drawings`, rising, that are the same drawing as one of the others.
 */
export function twinsAmong(drawings: Uint8Array, others: Uint8Array): number[] {
  const most = SAME_DRAWING * PIXELS;
  const twins: number[] = [];
  const inks = Float64Array.from({ length: others.length / PIXELS }, (_, row) => inkOf(at(others, row)));
  for (let row = 0; row < drawings.length / PIXELS; row++) {
    const own = at(drawings, row);
    const ink = inkOf(own);
    // Two drawings differ by as much as their ink at least.
    const isTwin = inks.some(
      (other, o) => Math.abs(other - ink) <= most && difference(own, at(others, o), most) <= most,
    );
    if (isTwin) twins.push(row);
  }
  return twins;
}

const at = (pixels: Uint8Array, row: number) => pixels.subarray(row * PIXELS, (row + 1) * PIXELS);

const inkOf = (drawing: Uint8Array): number => {
  let ink = 0;
  for (const pixel of drawing) ink += pixel;
  return ink;
};
