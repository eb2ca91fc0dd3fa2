import { expect, test } from 'vitest';
import { difference, SAME_DRAWING, twinsAmong } from '../../pipeline/dataset/sameDrawing.ts';
import { PIXELS } from '../../src/learning/classifier.ts';
import { madeUpDrawings } from '../drawings/madeUpDrawings.ts';

const drawings = madeUpDrawings(20, 'twins');
const row = (i: number) => drawings.subarray(i * PIXELS, (i + 1) * PIXELS);
/** Every ninth pixel a shade lighter or darker, as another rasteriser would have it. */
const shaded = (pixels: Uint8Array) => pixels.map((ink, i) => (i % 9 === 0 ? Math.abs(ink - 5) : ink));

test('a drawing is found again though another rasteriser painted it', () => {
  const others = Buffer.concat([shaded(row(3)), madeUpDrawings(2, 'other'), shaded(row(17))]);
  expect(twinsAmong(others, drawings)).toEqual([0, 3]);
  expect(twinsAmong(madeUpDrawings(5, 'other'), drawings)).toEqual([]);
  expect(twinsAmong(new Uint8Array(0), drawings)).toEqual([]);
});

test('as much ink makes no twin', () => {
  const mirrored = Uint8Array.from(row(0)).reverse();
  expect(twinsAmong(mirrored, row(0))).toEqual([]);
});

test('the difference stops where it is too large', () => {
  const a = new Uint8Array(PIXELS);
  const b = new Uint8Array(PIXELS).fill(10);
  expect(difference(a, b, Number.POSITIVE_INFINITY)).toBe(10 * PIXELS);
  expect(difference(a, b, 25)).toBe(30);
  expect(difference(a, b, SAME_DRAWING * PIXELS)).toBeLessThan(10 * PIXELS);
});
