/** A sheet of paper on a darker table: where it is, so that the drawing is looked for on it alone. */
import { components } from './components.ts';
import { distanceToGround } from './distance.ts';
import type { Mask } from './mask.ts';

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** A sheet takes at least this share of the picture, and is somewhere this thick, in its longer sides. */
const LEAST_AREA = 0.04;
const LEAST_THICK = 0.02;
/** It fills the quadrilateral between its corners, within this share. */
const TOLERANCE = 0.12;
/** Share of a sheet that is something else than paper: there must be a drawing on it. */
const LEAST_DRAWN = 0.003;

/**
 * @param mask what is lighter than the table
 * @returns its box in the mask, in pixels, or undefined when the largest part is no four-cornered area with holes
 */
export function findSheet(mask: Mask): Box | undefined {
  const { width, bits } = mask;
  const [largest] = components(mask).sort((a, b) => b.pixels.length - a.pixels.length);
  if (!largest || largest.pixels.length < LEAST_AREA * bits.length) return undefined;
  const corners = [
    [1, 1],
    [-1, 1],
    [-1, -1],
    [1, -1],
  ].map(([sx, sy]) => {
    let best = Infinity;
    let corner = [0, 0];
    for (const at of largest.pixels) {
      const x = at % width;
      const y = (at - x) / width;
      if (sx! * x + sy! * y >= best) continue;
      best = sx! * x + sy! * y;
      corner = [x, y];
    }
    return corner as [number, number];
  });
  let twice = 0;
  corners.forEach(([x, y], i) => {
    const [nextX, nextY] = corners[(i + 1) % 4]!;
    twice += x * nextY - nextX * y;
  });
  const area = Math.abs(twice) / 2;
  const drawn = 1 - largest.pixels.length / area;
  if (drawn < LEAST_DRAWN || drawn > 0.5) return undefined;
  // Lines on paper hardly take from its area; what is more than the quadrilateral speaks against it.
  const outside = largest.pixels.filter((at) => !inside(corners, at % width, Math.floor(at / width))).length;
  if (outside > TOLERANCE * area) return undefined;
  const distance = distanceToGround(mask);
  if (!largest.pixels.some((at) => distance[at]! > LEAST_THICK * Math.sqrt(bits.length))) return undefined;
  const { left, top, right, bottom } = largest;
  return { left, top, width: right - left + 1, height: bottom - top + 1 };
}

/** Corners clockwise on the screen. */
function inside(corners: readonly [number, number][], x: number, y: number): boolean {
  return corners.every(([ax, ay], i) => {
    const [bx, by] = corners[(i + 1) % 4]!;
    return (
      (bx - ax) * (y - ay) - (by - ay) * (x - ax) >= -0.01 * ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5 - 2
    );
  });
}
