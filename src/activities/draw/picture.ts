import { rasterize } from '../../core/rasterize.ts';
import { type Stroke, simplifyDrawing } from '../../core/strokes.ts';

/** Simplified drawings that came as such, by the first of the strokes that were put on the pad for them. */
const forms = new WeakMap<Stroke, { readonly pad: readonly Stroke[]; readonly simple: readonly Stroke[] }>();

function known(strokes: readonly Stroke[]): readonly Stroke[] | null {
  const form = strokes[0] === undefined ? undefined : forms.get(strokes[0]);
  const same = form?.pad.length === strokes.length && form.pad.every((stroke, s) => stroke === strokes[s]);
  return form !== undefined && same ? form.simple : null;
}

/** Whether a drawing came in the simplified form and is still as it came. */
export function cameSimple(strokes: readonly Stroke[]): boolean {
  return known(strokes) !== null;
}

/**
 * A drawing in the simplified form, whole numbers 0..255: as it came, where it came so and is still the same, since to
 * simplify it again would change a pixel here and there.
 * @param strokes in pad units.
 */
export function simpleForm(strokes: readonly Stroke[]): readonly Stroke[] {
  return known(strokes) ?? simplifyDrawing(strokes);
}

/** Makes `simpleForm` of exactly these strokes `simple`. */
export function rememberSimple(pad: readonly Stroke[], simple: readonly Stroke[]): void {
  if (pad[0] !== undefined) forms.set(pad[0], { pad, simple });
}

/** What the models see: ink 0..255 [784]; null for nothing. @param strokes in pad units. */
export function pictureOf(strokes: readonly Stroke[]): Uint8Array | null {
  return strokes.some(([x]) => x.length > 0) ? rasterize(simpleForm(strokes)) : null;
}
