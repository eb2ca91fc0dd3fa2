/** Connected parts of a mask; pixels that touch at a corner are connected. */
import type { Mask } from './mask.ts';

export interface Component {
  /** Where its pixels are in the mask, in no particular order. */
  pixels: Int32Array;
  /** The first and last columns and rows. */
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Pixels of the longer side of its box. */
export const extent = ({ left, right, top, bottom }: Component) => Math.max(right - left, bottom - top) + 1;

/** In the order of their first pixels, row by row. */
export function components({ width, height, bits }: Mask): Component[] {
  const seen = bits.map((bit) => 1 - bit);
  const found: Component[] = [];
  const stack = new Int32Array(bits.length);
  for (let first = 0; first < bits.length; first++) {
    if (seen[first]) continue;
    let [left, right, top, bottom] = [width, 0, height, 0];
    let end = 0; // of those seen
    stack[end++] = first;
    seen[first] = 1;
    for (let next = 0; next < end; next++) {
      const at = stack[next]!;
      const x = at % width;
      const y = (at - x) / width;
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      if (y > bottom) bottom = y;
      for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++)
        for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
          const neighbour = ny * width + nx;
          if (seen[neighbour]) continue;
          seen[neighbour] = 1;
          stack[end++] = neighbour;
        }
    }
    found.push({ pixels: stack.slice(0, end), left, right, top, bottom });
  }
  return found;
}
