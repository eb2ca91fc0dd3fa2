/**
 * How far every pixel of a mask is from the nearest pixel outside of it, centre to centre, in pixels; 0 outside. What
 * lies beyond the border counts as outside.
 * Exact: distances along the columns first, then for every pixel the best of the columns that can be near enough
 * (Saito and Toriwaki 1994). Lines are thin, so that few are looked at.
 */
import type { Mask } from './mask.ts';

export function distanceToGround({ width, height, bits }: Mask): Float32Array {
  const squared = new Float64Array(bits.length);
  for (let i = 0; i < bits.length; i++) if (bits[i]) squared[i] = (i < width ? 0 : squared[i - width]!) + 1;
  for (let i = bits.length - 1; i >= 0; i--)
    if (bits[i]) squared[i] = Math.min(squared[i]!, (i + width < bits.length ? squared[i + width]! : 0) + 1);
  for (let i = 0; i < bits.length; i++) squared[i]! *= squared[i]!;

  const distance = new Float32Array(bits.length);
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++) {
      let best = squared[i]!;
      for (let k = 1; k * k < best; k++) {
        const left = k > x ? 0 : squared[i - k]!;
        const right = k >= width - x ? 0 : squared[i + k]!;
        best = Math.min(best, k * k + left, k * k + right);
      }
      distance[i] = Math.sqrt(best);
    }
  return distance;
}
