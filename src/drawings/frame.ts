/** Takes away what comes in from the border of the picture: scanners' frames, the table beside the paper, a thumb. */
import { type Component, components } from './components.ts';
import { distanceToGround } from './distance.ts';
import { lineWidth } from './line-width.ts';
import type { Mask } from './mask.ts';

/** A side is framed when this share of it is ink, within this share of the picture from its border. */
const FRAMED = 0.6;
const NEAR = 0.01;
/** A frame reaches so far into the picture at most. */
const DEEPEST = 0.3;
/** Depths are compared with their median over so many pixels to both sides; deeper ink is a line that joins. */
const AROUND = 12;
/** A line along the border that is about as thick as the others is one of the drawing: the range, in their widths. */
const ALIKE = [0.75, 1.35] as const;
const EVEN = 0.5;
/** What touches the border and is so many widths of the line thick is no part of the drawing. */
const THICK = 3;

/** @returns a mask without frames, which may be empty; the same one where there are none. */
export function dropFrame(mask: Mask): Mask {
  return dropThick(dropSides(mask));
}

/** Ink along a whole side, as deep as it usually is. */
function dropSides(mask: Mask): Mask {
  const { width, height } = mask;
  const bits = mask.bits.slice();
  const bands: number[][] = []; // their depths
  // A side: its length, how deep the picture is behind it, and where the pixel at a place and a depth is.
  const sides: [length: number, depth: number, at: (along: number, deep: number) => number][] = [
    [width, height, (x, y) => y * width + x],
    [width, height, (x, y) => (height - 1 - y) * width + x],
    [height, width, (y, x) => y * width + x],
    [height, width, (y, x) => y * width + width - 1 - x],
  ];
  for (const [length, depth, at] of sides) {
    const near = Math.max(1, Math.round(NEAR * depth));
    const deepest = Math.floor(DEEPEST * depth);
    const depths = Array.from({ length }, (_, along) => {
      let deep = 0;
      while (deep < near && !mask.bits[at(along, deep)]) deep++;
      if (deep === near) return 0;
      while (deep < depth && mask.bits[at(along, deep)]) deep++;
      return deep;
    });
    const inked = depths.filter((deep) => deep > 0);
    if (inked.length < FRAMED * length) continue;
    bands.push(inked);
    for (let along = 0; along < length; along++) {
      const usual = middle(depths.slice(Math.max(0, along - AROUND), along + AROUND + 1));
      const until = Math.min(deepest, depths[along]!, usual + 3);
      for (let deep = 0; deep < until; deep++) bits[at(along, deep)] = 0;
    }
  }
  if (bands.length === 0) return mask;
  const rest = { width, height, bits };
  const line = lineWidth(rest, distanceToGround(rest));
  return bands.every((band) => isLine(band, line)) && bits.includes(1) ? mask : rest;
}

/** Whether it is as thick as the lines of the drawing, and everywhere: the base of a house that fills the picture. */
function isLine(depths: number[], line: number): boolean {
  const sorted = [...depths].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(share * sorted.length)]!;
  return at(0.5) > ALIKE[0] * line && at(0.5) < ALIKE[1] * line && at(0.8) - at(0.2) < EVEN * line;
}

/** Thick ink at the border, as long as there is other ink, by which to know what is thick. */
function dropThick(mask: Mask): Mask {
  const { width, height } = mask;
  const touches = ({ left, right, top, bottom }: Component) =>
    left === 0 || top === 0 || right === width - 1 || bottom === height - 1;
  const parts = components(mask);
  const inside = parts.filter((part) => !touches(part));
  if (inside.length === parts.length || inside.length === 0) return mask;
  const within = { width, height, bits: new Uint8Array(mask.bits.length) };
  for (const { pixels } of inside) for (const at of pixels) within.bits[at] = 1;
  const distance = distanceToGround(mask);
  const thick = (THICK * lineWidth(within, distanceToGround(within)) + 1) / 2;
  const outside = parts.filter((part) => touches(part) && part.pixels.some((at) => distance[at]! > thick));
  if (outside.length === 0) return mask;
  const bits = mask.bits.slice();
  for (const { pixels } of outside) for (const at of pixels) bits[at] = 0;
  return { width, height, bits };
}

const middle = (values: number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
