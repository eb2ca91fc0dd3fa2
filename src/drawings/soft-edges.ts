/** Drops what fades into the ground: the dark corners of a photo, soft shadows, smudges. A pen leaves edges. */
import { components } from './components.ts';
import type { Mask } from './mask.ts';

/** Across an edge, within this share of the longer side, ink changes by this share of the strongest ink of its part. */
const REACH = 1 / 100;
const LEAST_CHANGE = 0.25;
/** So many places of a rim are looked at. */
const PLACES = 200;

/** @param values strength of the ink that the mask was made of (see Ink). [width height] */
export function dropSoft(mask: Mask, values: Float32Array): Mask {
  const { width, height } = mask;
  const reach = Math.max(2, Math.round(REACH * Math.max(width, height)));
  const bits = mask.bits.slice();
  for (const { pixels } of components(mask)) {
    let strongest = 0;
    for (const at of pixels) strongest = Math.max(strongest, values[at]!);
    const rim = pixels.filter((at) => {
      const x = at % width;
      if (x === 0 || x === width - 1 || at < width || at >= bits.length - width) return false;
      return !(mask.bits[at - 1] && mask.bits[at + 1] && mask.bits[at - width] && mask.bits[at + width]);
    });
    const step = Math.max(1, Math.floor(rim.length / PLACES));
    let change = 0;
    let places = 0;
    for (let k = 0; k < rim.length; k += step, places++)
      change += changeAround(values, width, height, rim[k]!, reach);
    if (change < LEAST_CHANGE * Math.min(1, strongest) * places) for (const at of pixels) bits[at] = 0;
  }
  return { width, height, bits };
}

/** How much the strength of the ink, cut at 1, changes within `reach` along the row and the column of a pixel. */
function changeAround(
  values: Float32Array,
  width: number,
  height: number,
  at: number,
  reach: number,
): number {
  const x = at % width;
  const y = (at - x) / width;
  let lowest = 1;
  let highest = 0;
  const look = (value: number) => {
    lowest = Math.min(lowest, value);
    highest = Math.max(highest, Math.min(1, value));
  };
  for (let k = -reach; k <= reach; k++) {
    if (x + k >= 0 && x + k < width) look(values[at + k]!);
    if (y + k >= 0 && y + k < height) look(values[at + k * width]!);
  }
  return highest - Math.max(0, lowest);
}
