/** Simplified strokes as bytes: counts and differences as variable-length integers (LEB128, zigzag for signed ones). */
import type { MutableStroke, Stroke } from '../../../core/strokes.ts';

/** More points than a hand draws, few enough to draw at once. */
export const MOST_POINTS = 6000;
export const MOST_STROKES = 1000;
/** The side of the simplified form. */
const MAX = 255;

/**
 * Number of strokes; then for each its number of points and these, each as its difference from the one before, the
 * first from the last of the stroke before, at the beginning from (0, 0).
 * @param strokes whole numbers 0..255, at least one point a stroke.
 */
export function toBytes(strokes: readonly Stroke[]): Uint8Array<ArrayBuffer> {
  const bytes: number[] = [];
  const put = (value: number) => {
    let rest = value;
    for (; rest > 0x7f; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80);
    bytes.push(rest);
  };
  const putSigned = (value: number) => put(value < 0 ? -2 * value - 1 : 2 * value);
  let beforeX = 0;
  let beforeY = 0;
  put(strokes.length);
  for (const [xs, ys] of strokes) {
    put(xs.length);
    for (let i = 0; i < xs.length; i++) {
      const x = xs[i] as number;
      const y = ys[i] as number;
      putSigned(x - beforeX);
      putSigned(y - beforeY);
      beforeX = x;
      beforeY = y;
    }
  }
  return Uint8Array.from(bytes);
}

/** What `toBytes` made; null for anything else, and for more strokes or points than are drawn. */
export function fromBytes(bytes: Uint8Array): MutableStroke[] | null {
  let at = 0;
  /** -1 where there is none. */
  const take = (): number => {
    let value = 0;
    for (let shift = 0; shift <= 14; shift += 7) {
      const byte = bytes[at++];
      if (byte === undefined) return -1;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return byte === 0 && shift > 0 ? -1 : value; // one way to write a number
    }
    return -1;
  };
  /** The next coordinate; NaN where there is none or it leaves the box. */
  const follow = (before: number): number => {
    const value = take();
    const next = value < 0 ? Number.NaN : before + (value & 1 ? -(value + 1) / 2 : value / 2);
    return next >= 0 && next <= MAX ? next : Number.NaN;
  };
  const strokes: MutableStroke[] = [];
  const count = take();
  if (count < 1 || count > MOST_STROKES) return null;
  let points = 0;
  let x = 0;
  let y = 0;
  for (let s = 0; s < count; s++) {
    const length = take();
    points += length;
    if (length < 1 || points > MOST_POINTS) return null;
    const stroke: MutableStroke = [[], []];
    for (let i = 0; i < length; i++) {
      x = follow(x);
      y = follow(y);
      if (Number.isNaN(x) || Number.isNaN(y)) return null;
      stroke[0].push(x);
      stroke[1].push(y);
    }
    strokes.push(stroke);
  }
  return at === bytes.length ? strokes : null;
}
