import { PAD_SIDE } from '../../../components/pad/drawing.ts';
import type { MutableStroke, Stroke } from '../../../core/strokes.ts';
import { rememberSimple } from '../picture.ts';

/** Share of the pad that a drawing from a link fills. */
const SHARE = 0.8;
const SIMPLE_SIDE = 255;

/** Puts a simplified drawing in the middle of the pad, to be seen there by the models exactly as it came. */
export function placeOnPad(simple: readonly Stroke[]): MutableStroke[] {
  const width = Math.max(...simple.map(([x]) => largest(x)));
  const height = Math.max(...simple.map(([, y]) => largest(y)));
  const scale = (SHARE * PAD_SIDE) / SIMPLE_SIDE;
  const left = (PAD_SIDE - width * scale) / 2;
  const top = (PAD_SIDE - height * scale) / 2;
  const pad = simple.map(
    ([x, y]): MutableStroke => [
      Array.from(x, (value) => left + value * scale),
      Array.from(y, (value) => top + value * scale),
    ],
  );
  rememberSimple(pad, simple);
  return pad;
}

function largest(column: ArrayLike<number>): number {
  let found = 0;
  for (let i = 0; i < column.length; i++) found = Math.max(found, column[i] as number);
  return found;
}
