import { describe, expect, it } from 'vitest';
import { createRandom, type Random } from '../../src/core/random.ts';
import { rasterize } from '../../src/core/rasterize.ts';
import { type Stroke, simplifyDrawing } from '../../src/core/strokes.ts';
import { NoLineError } from '../../src/drawings/no-line-error.ts';
import { drawingFromPicture, MAX_SIDE_PX } from '../../src/drawings/picture.ts';
import type { Picture } from '../../src/drawings/shrink.ts';
import {
  CAT,
  type Colour,
  correlation,
  DRAWINGS,
  drawPicture,
  HOUSE,
  type PenOptions,
  type PictureForTest,
  photograph,
  repaint,
} from './draw-picture.ts';

type Strokes = readonly Stroke[];

const look = (strokes: Strokes) => rasterize(simplifyDrawing(strokes));
const blank = (width: number, height: number) => drawPicture([], { width, height });
const grey = (value: number): Colour => [value, value, value];
const pen = (options: PenOptions) => (strokes: Strokes) => drawPicture(strokes, options);
const photo = (options: PenOptions, depth?: number, noise?: number) => (strokes: Strokes, random: Random) =>
  photograph(drawPicture(strokes, options), random, depth, noise);

const TABLE: Colour = [90, 60, 40];
const WHITE: Colour = [255, 255, 255];

/** How the pictures are made, and the least correlation with the strokes themselves. */
const PICTURES: Record<string, [least: number, make: (strokes: Strokes, random: Random) => PictureForTest]> =
  {
    'a thin pen': [0.97, pen({ lineWidth: 3 })],
    'a usual pen': [0.97, pen({ lineWidth: 10 })],
    'a thick pen': [0.93, pen({ lineWidth: 20 })],
    'a corner of a landscape': [
      0.95,
      pen({ width: 900, height: 500, side: 200, left: 640, top: 30, lineWidth: 7 }),
    ],
    'a portrait': [0.95, pen({ width: 300, height: 700, lineWidth: 7 })],
    'an icon of 64 pixels': [0.9, pen({ width: 64, height: 64, side: 54, lineWidth: 3 })],
    'white on black': [0.97, pen({ ink: WHITE, ground: [0, 0, 0] })],
    'chalk on a green board': [0.95, photo({ ink: [230, 230, 220], ground: [40, 80, 60] }, 0.4, 5)],
    'yellow on white': [0.97, pen({ ink: [250, 220, 30] })],
    'red on blue': [0.97, pen({ ink: [220, 40, 30], ground: [60, 90, 200] })],
    'a black line on nothing': [0.97, pen({ transparent: true })],
    'a white line on nothing': [0.97, pen({ transparent: true, ink: WHITE })],
    'a photo with falling light and noise': [0.95, photo({ ink: [50, 50, 90] })],
    'a pencil in dim light': [0.95, photo({ ink: [150, 150, 150], lineWidth: 5 }, 0.4, 5)],
    'heavy noise': [0.93, photo({ ink: [40, 40, 40], ground: [200, 200, 200], lineWidth: 12 }, 0, 35)],
    'a shadow with an edge': [
      0.95,
      (strokes, random) =>
        repaint(photo({ ground: [225, 220, 210] }, 0.1, 3)(strokes, random), (colour, x, y) => {
          const light = x + y / 2 > 350 ? 0.6 : 1;
          return [light * colour[0], light * colour[1], light * colour[2]];
        }),
    ],
    'squared paper': [
      0.95,
      (strokes) =>
        repaint(drawPicture(strokes, { lineWidth: 8, ink: [20, 20, 60] }), ([red, green, blue], x, y) =>
          x % 25 < 2 || y % 25 < 2
            ? [Math.min(red, 200), Math.min(green, 210), Math.min(blue, 230)]
            : [red, green, blue],
        ),
    ],
    'paper on a dark table': [
      0.93,
      (strokes, random) =>
        repaint(photo({ width: 700, height: 500, side: 280 }, 0.2, 4)(strokes, random), (colour, x, y) =>
          x < 30 + y / 20 || y < 20 + x / 30 || x > 650 || y > 470 ? TABLE : colour,
        ),
    ],
    'a small sheet on a large table': [
      0.9,
      (strokes, random) =>
        repaint(
          photo({ width: 800, height: 600, side: 200, lineWidth: 6 }, 0.1, 4)(strokes, random),
          (colour, x, y) => (x < 230 + y / 20 || y < 150 + x / 40 || x > 580 || y > 470 ? TABLE : colour),
        ),
    ],
    'the frame of a scanner': [
      0.97,
      (strokes) =>
        repaint(drawPicture(strokes), (colour, x, y) =>
          x < 4 || y < 4 || x > 395 || y > 395 ? [0, 0, 0] : colour,
        ),
    ],
    'some dust': [
      0.95,
      (strokes, random) => {
        const dust = new Set(Array.from({ length: 30 }, () => random.int(400 * 400)));
        return repaint(drawPicture(strokes), (colour, x, y) => (dust.has(400 * y + x) ? [0, 0, 0] : colour));
      },
    ],
  };

describe('drawingFromPicture', () => {
  const cases = Object.entries(PICTURES).flatMap(([name, [least, make]]) =>
    Object.entries(DRAWINGS).map(([what, strokes]) => ({ name, what, least, make, strokes })),
  );
  it.each(cases)('finds the $what in $name', ({ name, what, least, make, strokes }) => {
    const { pixels } = drawingFromPicture(make(strokes, createRandom(`${name} ${what}`)));
    expect(correlation(pixels, look(strokes))).toBeGreaterThan(least);
  });

  it('does not lose a line of one pixel in a picture of 16 megapixels', () => {
    const picture = drawPicture(HOUSE, { width: 4000, height: 4000, lineWidth: 1 });
    expect(correlation(drawingFromPicture(picture).pixels, look(HOUSE))).toBeGreaterThan(0.95);
  });

  it('reads a bitmap of the data set back', () => {
    const pixels = look(HOUSE);
    const picture = repaint(blank(28, 28), (_, x, y) => grey(pixels[28 * y + x]!));
    expect(correlation(drawingFromPicture(picture).pixels, pixels)).toBeGreaterThan(0.85);
  });

  it('gives whole numbers from 0 to 255, their bitmap, and the share of ink', () => {
    const { strokes, pixels, inkShare, notes } = drawingFromPicture(drawPicture(CAT));
    const all = strokes.flatMap(([x, y]) => [...x, ...y]);
    expect(all.every((value) => Number.isInteger(value) && value >= 0 && value <= 255)).toBe(true);
    expect(Math.max(...all)).toBe(255);
    expect(pixels).toEqual(rasterize(strokes));
    expect(inkShare).toBeGreaterThan(0.05);
    expect(inkShare).toBeLessThan(0.15);
    expect(notes).toEqual([]);
  });

  it('keeps the eyes, as dots', () => {
    const { strokes } = drawingFromPicture(drawPicture(CAT));
    const extent = (values: number[]) => Math.max(...values) - Math.min(...values);
    expect(strokes.filter(([x, y]) => Math.max(extent(x), extent(y)) < 8)).toHaveLength(2);
  });

  it('draws a filled area as its outline, and says so', () => {
    const picture = repaint(blank(400, 400), (_, x, y) => grey(Math.hypot(x - 200, y - 200) < 120 ? 0 : 255));
    const { pixels, notes } = drawingFromPicture(picture);
    const angles = Array.from({ length: 60 }, (_, i) => (2 * Math.PI * i) / 59);
    expect(correlation(pixels, look([[angles.map(Math.cos), angles.map(Math.sin)]]))).toBeGreaterThan(0.9);
    expect(notes.join()).toMatch(/outline/);
  });

  it('says when the lines are light, and when a frame was left away', () => {
    const light = drawingFromPicture(drawPicture(CAT, { ink: WHITE, ground: [0, 0, 0] }));
    expect(light.notes.join()).toMatch(/Light lines on a dark ground/);
    const framed = repaint(drawPicture(CAT), (colour, x) => (x < 4 ? [0, 0, 0] : colour));
    expect(drawingFromPicture(framed).notes.join()).toMatch(/border/);
  });

  it('gives the same for the same picture', () => {
    const picture = photograph(drawPicture(CAT), createRandom('same'));
    expect(drawingFromPicture(picture)).toEqual(drawingFromPicture(picture));
  });

  const random = createRandom('no line');
  const byte = () => random.int(256);
  const WITHOUT: [name: string, picture: Picture, says: RegExp][] = [
    ['a blank one', blank(300, 200), /blank/],
    ['an even red', repaint(blank(300, 200), () => [200, 30, 30]), /one even colour/],
    ['a black one', repaint(blank(300, 200), () => [0, 0, 0]), /one even colour/],
    ['a transparent one', { width: 50, height: 50, rgba: new Uint8Array(10_000) }, /blank/],
    ['weak noise', repaint(blank(300, 200), () => grey(128 + 10 * random.normal())), /noise/],
    ['strong noise', repaint(blank(300, 200), () => grey(128 + 60 * random.normal())), /noise/],
    ['coloured noise', repaint(blank(300, 200), () => [byte(), byte(), byte()]), /noise/],
    ['black and white noise', repaint(blank(300, 200), () => grey(255 * random.int(2))), /noise|specks|ink/],
    ['pepper', repaint(blank(300, 200), () => grey(random.next() < 0.05 ? 0 : 255)), /specks|dust/],
    ['noise in a large picture', repaint(blank(1500, 1200), () => grey(byte())), /noise/],
    ['a gradient', repaint(blank(300, 200), (_, x) => grey(x / 2 + 50)), /blank|noise|fade/],
    ['a soft edge', repaint(blank(300, 200), (_, x) => grey(255 / (1 + Math.exp((x - 150) / 25)))), /./],
    ['one pixel', blank(1, 1), /1 x 1 pixels, too small/],
    ['a strip', blank(3, 2000), /3 x 2000 pixels, too narrow/],
    ['a strip that shrinks to nothing', blank(8000, 20), /too narrow/],
    ['a speck', repaint(blank(400, 400), (_, x, y) => grey(x === 99 && y === 99 ? 0 : 255)), /dust/],
  ];
  it.each(WITHOUT)('tells that there is no line in %s', (_, picture, says) => {
    const find = () => drawingFromPicture(picture);
    expect(find).toThrow(NoLineError);
    expect(find).toThrow(says);
    expect(find).toThrow(/^There is no line in this picture: .*\. Expected: dark lines on a light ground/);
  });

  it.each([
    [0, 10, 0],
    [10, -1, 0],
    [2.5, 4, 40],
    [Number.NaN, 4, 40],
    [10, 10, 399],
    [MAX_SIDE_PX + 1, 1, 4 * (MAX_SIDE_PX + 1)],
  ])('refuses a size of %s x %s with %s bytes', (width, height, bytes) => {
    const find = () => drawingFromPicture({ width, height, rgba: new Uint8Array(bytes) });
    expect(find).toThrow(RangeError);
    expect(find).toThrow(/expected/);
  });

  it('survives 300 damaged pictures', () => {
    const random = createRandom('damaged');
    for (let k = 0; k < 300; k++) {
      const [width, height] = [1 + random.int(90), 1 + random.int(90)];
      const lineWidth = 1 + 6 * random.next();
      const { rgba } = drawPicture(random.next() < 0.5 ? CAT : HOUSE, { width, height, lineWidth });
      const kind = random.int(4);
      const holes = random.int(rgba.length);
      for (let hole = 0; hole < holes; hole++)
        rgba[kind === 0 ? hole : random.int(rgba.length)] = kind === 2 ? 0 : random.int(256);
      const cut = kind === 3 ? rgba.subarray(0, random.int(rgba.length + 1)) : rgba;
      try {
        expect(drawingFromPicture({ width, height, rgba: cut }).strokes.length).toBeGreaterThan(0);
      } catch (error) {
        if (!(error instanceof NoLineError || error instanceof RangeError)) throw error;
      }
    }
  });
});
