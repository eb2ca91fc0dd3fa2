/** Strokes as a hand would draw them: the house's samples, a point every few milliseconds. */
import { readFileSync } from 'node:fs';
import type { Stroke } from '../../../src/core/strokes.ts';

export interface PenPoint {
  /** In pad units, 0 to 1000. */
  readonly x: number;
  readonly y: number;
}

/** Pad units between two points: 4 ms of a brisk hand. */
const SPACING = 7;

/** Points at even distances along a stroke, its ends included. */
export function evenly([xs, ys]: Stroke): PenPoint[] {
  const points: PenPoint[] = [{ x: xs[0] ?? 0, y: ys[0] ?? 0 }];
  for (let i = 1; i < xs.length; i++) {
    const from = { x: xs[i - 1] as number, y: ys[i - 1] as number };
    const to = { x: xs[i] as number, y: ys[i] as number };
    const steps = Math.max(1, Math.round(Math.hypot(to.x - from.x, to.y - from.y) / SPACING));
    for (let step = 1; step <= steps; step++)
      points.push({
        x: from.x + ((to.x - from.x) * step) / steps,
        y: from.y + ((to.y - from.y) * step) / steps,
      });
  }
  return points;
}

/** Read as files: the page's own list of them is made by its bundler. */
function sample(id: string): readonly Stroke[] {
  const path = new URL(`../../../src/components/draw/samples/${id}.json`, import.meta.url);
  return JSON.parse(readFileSync(path, 'utf8')).strokes;
}

/** Drawings, stroke by stroke. */
export const RECORDING: readonly (readonly PenPoint[])[][] = ['catFace', 'sheepGrazing', 'catSitting'].map(
  (id) => sample(id).map(evenly),
);
