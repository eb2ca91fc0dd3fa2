import type { Stroke } from '../../../core/strokes.ts';
import { SPEED } from '../replay.ts';

/** Pen travel between two moments of a stroke that was not watched, in pad units. */
const SPACING = 120;

export interface Cut {
  /** Points of the stroke by then. */
  readonly points: number;
  /** How long a hand would have taken, from the stroke's beginning. */
  readonly penMs: number;
}

/** Where to look at a stroke whose drawing nobody has seen: at about even distances, and at its end. */
export function cutStroke([x, y]: Stroke): Cut[] {
  const cuts: Cut[] = [];
  let travelled = 0;
  let next = SPACING;
  for (let i = 0; i < x.length; i++) {
    if (i > 0)
      travelled += Math.hypot(
        (x[i] as number) - (x[i - 1] as number),
        (y[i] as number) - (y[i - 1] as number),
      );
    const end = i === x.length - 1;
    // Not just before the end: the two would hardly differ.
    if (end && travelled - (next - SPACING) < SPACING / 2 && cuts.length > 0) cuts.pop();
    if (end || travelled >= next) {
      cuts.push({ points: i + 1, penMs: (travelled / SPEED) * 1000 });
      next = travelled + SPACING;
    }
  }
  return cuts;
}
