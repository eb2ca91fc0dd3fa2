import type { Point } from '../../../components/pad/clip.ts';

/**
 * Black lines with round ends on white, smooth at their edges, without a canvas: some browsers falsify what pages read
 * from those.
 * @param lines points in pixels; a line of one point is a dot
 * @returns grey, 0 black to 255 white, in rows from the top [side * side]
 */
export function paintLines(lines: readonly (readonly Point[])[], side: number, widthPx: number): Uint8Array {
  const grey = new Uint8Array(side * side).fill(255);
  for (const line of lines)
    for (let i = 0; i < Math.max(1, line.length - 1); i++) {
      const from = line[i];
      if (from !== undefined) paintPiece(grey, side, from, line[i + 1] ?? from, widthPx / 2);
    }
  return grey;
}

/** A pixel is as dark as the line comes near its centre, from half a pixel outside to half a pixel inside. */
function paintPiece(grey: Uint8Array, side: number, from: Point, to: Point, radius: number): void {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const squared = dx * dx + dy * dy;
  const first = (a: number, b: number) => Math.max(0, Math.floor(Math.min(a, b) - radius - 1));
  const last = (a: number, b: number) => Math.min(side - 1, Math.ceil(Math.max(a, b) + radius + 1));
  const right = last(from.x, to.x);
  const bottom = last(from.y, to.y);
  for (let y = first(from.y, to.y); y <= bottom; y++)
    for (let x = first(from.x, to.x); x <= right; x++) {
      const [px, py] = [x + 0.5 - from.x, y + 0.5 - from.y];
      const along = squared === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / squared));
      const distance = Math.hypot(px - along * dx, py - along * dy);
      const paper = Math.round(255 * Math.min(1, Math.max(0, distance - radius + 0.5)));
      const at = y * side + x;
      if (paper < (grey[at] as number)) grey[at] = paper;
    }
}
