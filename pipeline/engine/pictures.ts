/** Bitmaps of a vector drawing under a changed condition: what models are shown instead of the usual one. */

import { rasterize } from '../../src/core/rasterize.ts';
import { type Stroke, simplifyDrawing } from '../../src/core/strokes.ts';
import { PIXELS } from '../../src/learning/classifier.ts';
import type { Factor } from '../experiments/conditions.ts';

/** Pixels to the left, right, top and bottom: a drawing is moved each way in turn. */
const WAYS = [
  [-1, 0],
  [1, 0],
  [0, -1],
  [0, 1],
] as const;

/**
 * The bitmaps of one drawing at one value of a factor; several where a condition can be met in several ways, which count alike.
 * @param strokes simplified, 0..255. @returns ink 0..255, each [784]
 */
export function pictures(
  strokes: readonly Stroke[],
  changes: Factor['changes'],
  value: number,
): Uint8Array[] {
  switch (changes) {
    case 'lineWidth':
      return [rasterize(strokes, { lineWidth: value })];
    case 'size':
      return [rasterize(strokes, { size: value })];
    case 'shiftPx':
      if (value === 0) return [rasterize(strokes)];
      return WAYS.map(([x, y]) => rasterize(strokes, { shiftPx: [x * value, y * value] }));
    // What is there of a drawing so far is simplified and centred anew, as the demo does while somebody draws.
    case 'ink':
      return [rasterize(simplifyDrawing(firstInk(strokes, value)))];
    case 'strokes':
      return [rasterize(simplifyDrawing(strokes.slice(0, value)))];
  }
}

const lengthOf = ([x, y]: Stroke): number => {
  let length = 0;
  for (let i = 1; i < x.length; i++)
    length += Math.hypot((x[i] as number) - (x[i - 1] as number), (y[i] as number) - (y[i - 1] as number));
  return length;
};

/**
 * The beginning of a drawing: its strokes in order until a share of the length of all has been drawn; the last of them
 * ends where the pen was then. Dots have no length, and come with the stroke before them.
 * @param share above 0, to 1; 1 is the whole drawing.
 */
export function firstInk(strokes: readonly Stroke[], share: number): Stroke[] {
  if (share >= 1) return [...strokes];
  let left = strokes.reduce((sum, stroke) => sum + lengthOf(stroke), 0) * share;
  const shown: Stroke[] = [];
  for (const stroke of strokes) {
    const length = lengthOf(stroke);
    if (length <= left) {
      shown.push(stroke);
      left -= length;
      continue;
    }
    if (left > 0 || shown.length === 0) shown.push(cut(stroke, left));
    break;
  }
  return shown;
}

/** The first `length` of a stroke. */
function cut([x, y]: Stroke, length: number): Stroke {
  const xs = [x[0] as number];
  const ys = [y[0] as number];
  let left = length;
  for (let i = 1; i < x.length; i++) {
    const fromX = x[i - 1] as number;
    const fromY = y[i - 1] as number;
    const dx = (x[i] as number) - fromX;
    const dy = (y[i] as number) - fromY;
    const step = Math.hypot(dx, dy);
    if (step >= left) {
      const part = step === 0 ? 0 : left / step;
      xs.push(fromX + dx * part);
      ys.push(fromY + dy * part);
      break;
    }
    xs.push(x[i] as number);
    ys.push(y[i] as number);
    left -= step;
  }
  return [xs, ys];
}

/** Bitmaps one after the other. [n, 784] */
export function stack(bitmaps: readonly Uint8Array[]): Uint8Array {
  const pixels = new Uint8Array(bitmaps.length * PIXELS);
  bitmaps.forEach((bitmap, i) => {
    pixels.set(bitmap, i * PIXELS);
  });
  return pixels;
}
