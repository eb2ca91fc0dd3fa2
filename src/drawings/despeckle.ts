/** Drops dust and keeps eyes. */
import { type Component, components, extent } from './components.ts';
import type { Mask } from './mask.ts';
import { NoLineError } from './no-line-error.ts';

/** A dot has at least this share of the square of the line's width, and so many pixels. */
const DOT = 0.35;
const LEAST_PIXELS = 3;
/** Parts shorter than so many widths of the line are small, and count only near the large ones. */
const SMALL = 4;
/**
 * How far beyond the box of the large parts small ones are looked for, as a share of its longer side: those that the
 * pen itself may have left, with this share of the square of its width, and those that may be dust.
 */
const NEAR = 0.4;
const FULL_DOT = 0.6;
const LESS_NEAR = 0.1;
/** With more specks than this, smaller ones than full dots are dust. */
const DUSTY = 25;
/** A drawing takes at least this share of the longer side of the picture. */
const LEAST_EXTENT = 0.06;
/** And so much of its area. */
const LEAST_INK = 0.0005;
/** So many specks, with this share of the ink, are noise. */
const MANY = 60;
const NOISE = 0.5;

/**
 * @param lineWidth pixels
 * @throws NoLineError when nothing is left, or when most of it is specks
 */
export function despeckle(mask: Mask, lineWidth: number): Mask {
  const parts = components(mask);
  const square = lineWidth * lineWidth;
  const specks = parts.filter(({ pixels }) => pixels.length < FULL_DOT * square).length;
  const least = Math.max(LEAST_PIXELS, (specks > DUSTY ? FULL_DOT : DOT) * square);
  const plausible = parts.filter(({ pixels }) => pixels.length >= least);
  const isLarge = (part: Component) => extent(part) >= SMALL * lineWidth;
  const large = plausible.filter(isLarge);
  const box = boxAround(large.length > 0 ? large : plausible);
  const longer = Math.max(box.right - box.left, box.bottom - box.top);
  const isNear = (part: Component) => {
    const margin = longer * (part.pixels.length >= FULL_DOT * square ? NEAR : LESS_NEAR);
    return (
      part.right >= box.left - margin &&
      part.left <= box.right + margin &&
      part.bottom >= box.top - margin &&
      part.top <= box.bottom + margin
    );
  };
  const kept = plausible.filter((part) => isLarge(part) || isNear(part));
  const bits = new Uint8Array(mask.bits.length);
  let ink = 0;
  for (const { pixels } of kept) {
    ink += pixels.length;
    for (const at of pixels) bits[at] = 1;
  }
  const all = parts.reduce((sum, { pixels }) => sum + pixels.length, 0);
  if (parts.length - large.length > MANY && all - sumOf(large) > NOISE * all)
    throw new NoLineError('it is full of specks');
  const drawn = boxAround(kept);
  if (
    ink < LEAST_INK * bits.length ||
    Math.max(drawn.right - drawn.left, drawn.bottom - drawn.top) <
      LEAST_EXTENT * Math.max(mask.width, mask.height)
  )
    throw new NoLineError('what stands out from its ground is no larger than dust');
  return { ...mask, bits };
}

const sumOf = (parts: readonly Component[]) => parts.reduce((sum, { pixels }) => sum + pixels.length, 0);

function boxAround(parts: readonly Component[]) {
  const least = (values: number[]) => values.reduce((a, b) => Math.min(a, b), Infinity);
  const left = least(parts.map((part) => part.left));
  const top = least(parts.map((part) => part.top));
  const right = -least(parts.map((part) => -part.right));
  const bottom = -least(parts.map((part) => -part.bottom));
  return { left, right, top, bottom };
}
