import type { Stroke } from '../../core/strokes.ts';

/** SVG path of a stroke, rounded at its points: quadratic curves from midpoint to midpoint. For the eye alone. */
export function strokePath([xs, ys]: Stroke): string {
  const n = xs.length;
  if (n === 0) return '';
  const at = (i: number) => `${round(xs[i] as number)} ${round(ys[i] as number)}`;
  if (n === 1) return `M${at(0)}h0.01`; // a length, so that the round cap is painted
  let path = `M${at(0)}`;
  for (let i = 1; i < n - 1; i++) {
    const x = ((xs[i] as number) + (xs[i + 1] as number)) / 2;
    const y = ((ys[i] as number) + (ys[i + 1] as number)) / 2;
    path += `Q${at(i)} ${round(x)} ${round(y)}`;
  }
  return `${path}L${at(n - 1)}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
