/** How thick the lines of a mask are. */
import { components, extent } from './components.ts';
import { median } from './ground.ts';
import type { Mask } from './mask.ts';

/** Components with fewer pixels than this share of the largest are not asked. */
const LARGE = 0.1;
/** A line is no thicker than this share of the drawing's longer side: thicker ink is a filled area. */
const THICKEST = 0.12;

/**
 * Twice the middle distance of ridges from the ground, less the pixel that is counted twice.
 * @param distance of every pixel from the ground (see distanceToGround)
 * @returns pixels, at least 1
 */
export function lineWidth(mask: Mask, distance: Float32Array): number {
  const parts = components(mask);
  const largest = parts.reduce((most, { pixels }) => Math.max(most, pixels.length), 0);
  const large = parts.filter(({ pixels }) => pixels.length >= LARGE * largest);
  const { width, height } = mask;
  const ridge: number[] = [];
  let longest = 0;
  for (const part of large) {
    longest = Math.max(longest, extent(part));
    for (const at of part.pixels) {
      const x = at % width;
      const y = (at - x) / width;
      let highest = 0;
      for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++)
        for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++)
          highest = Math.max(highest, distance[ny * width + nx]!);
      if (distance[at]! >= highest) ridge.push(distance[at]!);
    }
  }
  return Math.max(1, Math.min(2 * median(ridge) - 1, THICKEST * longest));
}
