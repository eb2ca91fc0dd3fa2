import type { Stroke } from '../../core/strokes.ts';

/** From this turn on, in the cosine, a corner between two long lines is meant: 60 degrees. */
const SHARP = 0.5;
/** In pad units. */
const LONG = 60;

/**
 * SVG path of a stroke, rounded at its points: quadratic curves from midpoint to midpoint, for the eye alone.
 * Corners between long lines, such as the keyboard's, stay sharp.
 */
export function strokePath([xs, ys]: Stroke): string {
  const n = xs.length;
  if (n === 0) return '';
  const at = (i: number) => `${round(xs[i] as number)} ${round(ys[i] as number)}`;
  if (n === 1) return `M${at(0)}h0.01`; // a length, so that the round cap is painted
  let path = `M${at(0)}`;
  for (let i = 1; i < n - 1; i++) {
    const x = ((xs[i] as number) + (xs[i + 1] as number)) / 2;
    const y = ((ys[i] as number) + (ys[i + 1] as number)) / 2;
    path += isCorner(xs, ys, i) ? `L${at(i)}` : `Q${at(i)} ${round(x)} ${round(y)}`;
  }
  return `${path}L${at(n - 1)}`;
}

/** Whether the stroke turns sharply at this point, between two long lines. */
export function isCorner(xs: ArrayLike<number>, ys: ArrayLike<number>, i: number): boolean {
  const ax = (xs[i] as number) - (xs[i - 1] as number);
  const ay = (ys[i] as number) - (ys[i - 1] as number);
  const bx = (xs[i + 1] as number) - (xs[i] as number);
  const by = (ys[i + 1] as number) - (ys[i] as number);
  const a = Math.hypot(ax, ay);
  const b = Math.hypot(bx, by);
  return Math.min(a, b) > LONG && (ax * bx + ay * by) / (a * b) < SHARP;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
