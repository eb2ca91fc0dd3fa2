/** Where a pixel of the 28 x 28 is, and what a tree asks about it, in words. */
const SIDE = 28;

export const pixelAt = (pixel: number): { x: number; y: number } => ({
  x: pixel % SIDE,
  y: Math.floor(pixel / SIDE),
});

/** "row 5, column 12", counted from 1. */
export function pixelName(pixel: number): string {
  const { x, y } = pixelAt(pixel);
  return `row ${y + 1}, column ${x + 1}`;
}
