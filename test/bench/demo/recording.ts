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

/** Points at even distances on the straight way from one to another; the other is the last of them. */
export function between(from: PenPoint, to: PenPoint): PenPoint[] {
  const steps = Math.max(1, Math.round(Math.hypot(to.x - from.x, to.y - from.y) / SPACING));
  return Array.from({ length: steps }, (_, step) => ({
    x: from.x + ((to.x - from.x) * (step + 1)) / steps,
    y: from.y + ((to.y - from.y) * (step + 1)) / steps,
  }));
}

/** Points at even distances along a stroke, its ends included. */
export function evenly([xs, ys]: Stroke): PenPoint[] {
  const corners = Array.from(xs, (x, index) => ({ x, y: ys[index] as number }));
  return corners.flatMap((corner, index) =>
    index === 0 ? [corner] : between(corners[index - 1] as PenPoint, corner),
  );
}

/** Read as files: the page's own list of them is made by its bundler. */
function sample(id: string): readonly Stroke[] {
  const path = new URL(`../../../src/components/pad/samples/${id}.json`, import.meta.url);
  return JSON.parse(readFileSync(path, 'utf8')).strokes;
}

/** Drawings, stroke by stroke. */
export const RECORDING: readonly (readonly PenPoint[])[][] = ['catFace', 'sheepGrazing', 'catSitting'].map(
  (id) => sample(id).map(evenly),
);
