/** Turns what is on the pad into an example, or says why it is none. */
import { extentOf } from '../../../components/pad/drawing.ts';
import { tooMuchInk } from '../../../components/pad/too-much-ink.ts';
import { rasterize } from '../../../core/rasterize.ts';
import { type Stroke, simplifyDrawing } from '../../../core/strokes.ts';
import type { Example } from '../project.ts';

const REFUSALS = {
  empty: 'The pad is empty: draw something first.',
  dot: 'That is no more than a dot: draw it larger.',
  scribble: 'That is a scribble: more than half of it is ink. Use thinner lines, or fewer.',
};

/** @param strokes in pad units. */
export function drawnExample(
  strokes: readonly Stroke[],
  id: string,
): { readonly example: Example } | { readonly refusal: string } {
  const extent = extentOf(strokes);
  if (extent !== 'drawing') return { refusal: REFUSALS[extent] };
  const simple = simplifyDrawing(strokes);
  const pixels = rasterize(simple);
  if (tooMuchInk(pixels)) return { refusal: REFUSALS.scribble };
  return { example: { id, origin: 'drawn', pixels, strokes: simple } };
}
