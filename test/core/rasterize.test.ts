import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rasterize, SIDE_PX, toInput } from '../../src/core/rasterize.ts';
import type { Stroke } from '../../src/core/strokes.ts';

/**
 * Made-up drawings with what cairo gives for them, by Google's recipe: a 28x28 ARGB32 surface, scale(28 / 304),
 * translate(24, 24), ANTIALIAS_BEST, LINE_CAP_ROUND, LINE_JOIN_ROUND, set_line_width(16), each stroke with
 * move_to, line_to and stroke() of its own.
 */
const golden: { name: string; drawing: Stroke[]; bitmap: number[] }[] = JSON.parse(
  readFileSync(new URL('../golden/raster.json', import.meta.url), 'utf8'),
);

function meanAbsoluteError(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += Math.abs(a[i]! - b[i]!);
  return sum / a.length;
}

/** Ink, and its centre in pixels. */
function moments(pixels: Uint8Array): { ink: number; x: number; y: number } {
  let ink = 0;
  let x = 0;
  let y = 0;
  for (let i = 0; i < pixels.length; i++) {
    ink += pixels[i]!;
    x += pixels[i]! * ((i % SIDE_PX) + 0.5);
    y += pixels[i]! * (Math.floor(i / SIDE_PX) + 0.5);
  }
  return { ink, x: x / ink, y: y / ink };
}

const square: Stroke = [
  [0, 255, 255, 0, 0],
  [0, 0, 255, 255, 0],
];
const sparse: Stroke[] = [
  [
    [0, 255],
    [0, 120],
  ],
];

describe('rasterize', () => {
  it.each(golden)('draws "$name" as cairo does', ({ drawing, bitmap }) => {
    const pixels = rasterize(drawing);
    expect(pixels).toHaveLength(784);
    expect(meanAbsoluteError(pixels, bitmap)).toBeLessThan(0.75);
  });
  it('differs from cairo by less than 0.2 of 255 on average, and nowhere by more than 32', () => {
    expect(golden).toHaveLength(64);
    const errors = golden.map(({ drawing, bitmap }) => meanAbsoluteError(rasterize(drawing), bitmap));
    expect(errors.reduce((a, b) => a + b) / errors.length).toBeLessThan(0.2);
    for (const { drawing, bitmap } of golden)
      rasterize(drawing).forEach((value, i) => {
        expect(Math.abs(value - bitmap[i]!)).toBeLessThanOrEqual(32);
      });
  });
  it('draws a single point as a disc, as large as a dot of two equal points', () => {
    const one = rasterize([[[128], [128]]]);
    expect(one).toEqual(
      rasterize([
        [
          [128, 128],
          [128, 128],
        ],
      ]),
    );
    const { ink } = moments(one);
    // The pen's area: a regular polygon of 12 corners with radius 8 * 28 / 304, 3 r^2.
    expect(ink / 255).toBeCloseTo(3 * (8 * (28 / 304)) ** 2, 1);
  });
  it('centres the drawing by its largest coordinates', () => {
    const { x, y } = moments(
      rasterize([
        [
          [0, 100, 100, 0, 0],
          [0, 0, 40, 40, 0],
        ],
      ]),
    );
    expect(x).toBeCloseTo(14, 1);
    expect(y).toBeCloseTo(14, 1);
  });
  it('counts ink once where a stroke crosses itself, and paints a second stroke over the first', () => {
    const out = [0, 255];
    const line: Stroke = [out, [0, 60]];
    const retraced: Stroke = [
      [0, 255, 0],
      [0, 60, 0],
    ];
    const once = rasterize([line]);
    expect(meanAbsoluteError(rasterize([retraced]), once)).toBeLessThan(0.05);
    const twice = rasterize([line, line]);
    once.forEach((value, i) => {
      expect(Math.abs(twice[i]! - (value + (value * (255 - value)) / 255))).toBeLessThanOrEqual(0.5);
    });
    expect(moments(twice).ink).toBeGreaterThan(moments(once).ink * 1.1);
  });
  it('leaves nothing behind for the next drawing', () => {
    const first = rasterize([square]);
    rasterize(golden[20]!.drawing);
    rasterize([square], { lineWidth: 200, shiftPx: [-20, 20] });
    expect(rasterize([square])).toEqual(first);
  });
  it('gives an empty bitmap for no strokes and passes over empty ones', () => {
    expect(rasterize([]).every((value) => value === 0)).toBe(true);
    expect(rasterize([[[], []]]).every((value) => value === 0)).toBe(true);
    expect(rasterize([[[], []], square])).toEqual(rasterize([square]));
  });
  it('takes typed arrays', () => {
    expect(rasterize([[Float64Array.from(square[0]), Int16Array.from(square[1])]])).toEqual(
      rasterize([square]),
    );
  });
  it('refuses broken strokes', () => {
    expect(() => rasterize([[[1, 2], [1]]])).toThrow(/stroke 0 has 2 x but 1 y/);
    expect(() => rasterize([[[NaN], [1]]])).toThrow(RangeError);
  });
});

describe('options of rasterize', () => {
  it('draw the usual bitmap when they state the usual values', () => {
    for (const { drawing } of golden)
      expect(rasterize(drawing, { lineWidth: 16, size: 1, shiftPx: [0, 0] })).toEqual(rasterize(drawing));
  });
  it('widen the line in proportion, without moving or scaling the drawing', () => {
    const thin = moments(rasterize(sparse, { lineWidth: 8 }));
    const wide = moments(rasterize(sparse, { lineWidth: 24 }));
    expect(wide.ink / thin.ink).toBeGreaterThan(2.9);
    expect(wide.ink / thin.ink).toBeLessThan(3.3); // round caps grow with the square
    expect(wide.x).toBeCloseTo(thin.x, 1);
  });
  it('shrink the drawing around the middle and leave the line its width', () => {
    const whole = moments(rasterize(sparse));
    const half = moments(rasterize(sparse, { size: 0.5 }));
    expect(half.x).toBeCloseTo(whole.x, 1);
    expect(half.y).toBeCloseTo(whole.y, 1);
    const caps = moments(rasterize([[[0], [0]]])).ink;
    expect((half.ink - caps) / (whole.ink - caps)).toBeCloseTo(0.5, 1);
  });
  it('shift by whole pixels without changing one', () => {
    const still = rasterize(sparse, { size: 0.5 });
    const moved = rasterize(sparse, { size: 0.5, shiftPx: [3, -2] });
    for (let row = 2; row < SIDE_PX; row++)
      for (let column = 0; column < SIDE_PX - 3; column++)
        expect(moved[(row - 2) * SIDE_PX + column + 3]).toBe(still[row * SIDE_PX + column]);
  });
  it('cut off what leaves the bitmap', () => {
    expect(rasterize([square], { shiftPx: [40, 0] }).every((value) => value === 0)).toBe(true);
    expect(rasterize([square], { shiftPx: [0, -40] }).every((value) => value === 0)).toBe(true);
    const half = moments(rasterize([square], { shiftPx: [14, 0] })).ink;
    const whole = moments(rasterize([square])).ink;
    expect(half).toBeGreaterThan(whole * 0.4);
    expect(half).toBeLessThan(whole * 0.6);
  });
  it.each([{ lineWidth: 0 }, { lineWidth: NaN }, { size: -1 }, { size: Infinity }, { shiftPx: [0, NaN] }])(
    'refuse %o',
    (options) => {
      expect(() => rasterize([square], options as object)).toThrow(RangeError);
    },
  );
});

describe('toInput', () => {
  it('maps 0..255 to 0..1', () => {
    expect(toInput(Uint8Array.of(0, 51, 255))).toEqual(Float32Array.of(0, 0.2, 1));
  });
});
