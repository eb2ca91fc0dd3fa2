/** Turns filled areas into their outlines, as a pen would draw them; thinning would make stumps of them. */
import { components } from './components.ts';
import type { Mask } from './mask.ts';

/** An area is filled when it is somewhere this many times as thick as the line; lines that cross stay below. */
const FILLED = 2.2;
/** The outline has this share of the line's width. */
const OUTLINE = 0.9;

/**
 * @param distance of every pixel from the ground (see distanceToGround)
 * @param lineWidth pixels
 * @returns the same mask when nothing is filled
 */
export function hollow(mask: Mask, distance: Float32Array, lineWidth: number): Mask {
  const outline = Math.max(2, OUTLINE * lineWidth);
  const filled = (FILLED * lineWidth + 1) / 2 + 1;
  const inner = { ...mask, bits: mask.bits.map((_, i) => (distance[i]! > outline ? 1 : 0)) };
  const areas = components(inner).filter(({ pixels }) =>
    pixels.some((at) => distance[at]! >= Math.max(filled, outline + 1)),
  );
  if (areas.length === 0) return mask;
  const bits = mask.bits.slice();
  for (const { pixels } of areas) for (const at of pixels) bits[at] = 0;
  return { ...mask, bits };
}
