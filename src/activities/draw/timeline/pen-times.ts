/** How fast strokes were drawn, for as long as they are on some pad: a change of task or an undo does not lose it. */
import type { Stroke } from '../../../core/strokes.ts';
import type { Cut } from './cuts.ts';

/** Looks at a stroke that are closer than this are one, the later. */
const APART_MS = 40;

const times = new WeakMap<Stroke, Cut[]>();

/** The pen was so far by then; later looks at a stroke come later. */
export function notePenTime(stroke: Stroke, cut: Cut): void {
  const known = times.get(stroke);
  if (known === undefined) times.set(stroke, [cut]);
  else {
    const [before, last] = known.slice(-2) as [Cut, Cut | undefined];
    if (last !== undefined && last.penMs - before.penMs < APART_MS) known.pop();
    known.push(cut);
  }
}

/** What was noted of this very stroke, up to its end; null for one that nobody saw drawn, or not to its end. */
export function penTimesOf(stroke: Stroke): readonly Cut[] | null {
  const known = times.get(stroke);
  return known?.at(-1)?.points === stroke[0].length ? known : null;
}
