import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/core/random.ts';
import { rasterize } from '../../../src/core/rasterize.ts';
import { type MutableStroke, type Stroke, simplifyDrawing } from '../../../src/core/strokes.ts';
import { DatasetError } from '../../../src/drawings/dataset-error.ts';
import { emptyStrokes, toOneForm } from '../../../src/drawings/read/one-form.ts';

/** A circle and a line across it, in the simplified form: 0..255, straight runs longer than 2. */
const SIMPLE: MutableStroke[] = [
  [
    [255, 243, 216, 176, 127, 79, 37, 10, 0, 10, 37, 79, 128, 176, 216, 245, 255],
    [128, 176, 218, 245, 255, 245, 218, 176, 128, 79, 37, 10, 0, 10, 37, 79, 128],
  ],
  [
    [3, 253],
    [120, 131],
  ],
];
const map = (strokes: readonly Stroke[], x: (v: number) => number, y = x): MutableStroke[] =>
  strokes.map(([xs, ys]) => [Array.from(xs, x), Array.from(ys, y)]);
/** As a pen gives it: a point at every unit, with times. */
const dense = (strokes: readonly MutableStroke[]): Stroke[] =>
  strokes.map(([xs, ys]) => {
    const out: [number[], number[], number[]] = [[], [], []];
    for (let i = 1; i < xs.length; i++)
      for (let t = 0; t < 16; t++) {
        out[0].push((xs[i - 1] as number) + (((xs[i] as number) - (xs[i - 1] as number)) * t) / 16);
        out[1].push((ys[i - 1] as number) + (((ys[i] as number) - (ys[i - 1] as number)) * t) / 16);
        out[2].push(1000 - out[2].length); // backwards, as some official ones do
      }
    return out;
  });

describe('toOneForm', () => {
  it('lets simplified strokes be, to the bit', () => {
    expect(toOneForm(SIMPLE, 'x')).toEqual(SIMPLE);
  });

  // Official drawings do not all begin at 0 and reach 255: simplification cut tips after scaling.
  it.each([
    ['begin a little off the origin', map(SIMPLE, (v) => Math.max(3, v))],
    ['end a little before 255', map(SIMPLE, (v) => Math.min(v, 251))],
    [
      'do both by more',
      map(
        SIMPLE,
        (v) => Math.max(30, v),
        (v) => Math.min(v, 230),
      ),
    ],
  ])('lets simplified strokes be that %s', (_, strokes) => {
    expect(toOneForm(strokes, 'x')).toEqual(strokes);
  });

  it.each([
    [
      'moved',
      map(
        SIMPLE,
        (v) => v + 100,
        (v) => v - 60,
      ),
    ],
    ['scaled', map(SIMPLE, (v) => v / 2)],
    [
      'moved and scaled, with fractions',
      map(
        SIMPLE,
        (v) => 100 + v * 0.37,
        (v) => -7.5 + v * 0.37,
      ),
    ],
    [
      'moved by so little that they stay within 0..255',
      map([SIMPLE[0] as Stroke], (v) => v * (200 / 255) + 20),
    ],
  ])('gives of simplified strokes that are %s the very same ones', (_, strokes) => {
    expect(toOneForm(strokes, 'x')).toEqual(strokes.length === 1 ? [SIMPLE[0]] : SIMPLE);
  });

  it('simplifies dense strokes as the data set does, wherever they lie, and leaves times behind', () => {
    const raw = dense(SIMPLE);
    expect(toOneForm(raw, 'x')).toEqual(simplifyDrawing(raw));
    expect(
      toOneForm(
        map(raw, (v) => 3 * v + 11.25),
        'x',
      ),
    ).toEqual(simplifyDrawing(raw));
    expect((toOneForm(raw, 'x')[0] as MutableStroke)[0].length).toBeLessThan(20);
  });

  it('simplifies dense strokes of whole numbers 0..255 too', () => {
    const xs = Array.from({ length: 256 }, (_, i) => i);
    expect(toOneForm([[xs, xs.map((v) => Math.round(v / 3))]], 'x')).toEqual([
      [
        [0, 255],
        [0, 85],
      ],
    ]);
  });

  it('paints the same picture of a drawing, whatever its unit', () => {
    const picture = rasterize(SIMPLE);
    for (const strokes of [dense(SIMPLE), map(dense(SIMPLE), (v) => 9 * v - 4000), map(SIMPLE, (v) => v / 3)])
      expect(mean(rasterize(toOneForm(strokes, 'x')), picture)).toBeLessThan(3);
    expect(mean(rasterize(map(SIMPLE, (v) => v / 2)), picture)).toBeGreaterThan(10); // as they stand
  });

  it('leaves out empty strokes, which can be counted, and doubles a single point', () => {
    const drawing: Stroke[] = [[[], []], ...SIMPLE, [[], [], []], [[7], [9]]];
    expect(toOneForm(drawing, 'x')).toEqual([
      ...SIMPLE,
      [
        [7, 7],
        [9, 9],
      ],
    ]);
    expect(emptyStrokes(drawing)).toBe(2);
    expect(toOneForm([[[], []]], 'x')).toEqual([]);
    expect(toOneForm([], 'x')).toEqual([]);
  });

  it('makes points at the origin of a drawing without extent', () => {
    expect(
      toOneForm(
        [
          [[-4.5], [1e5]],
          [
            [-4.5, -4.5],
            [1e5, 1e5],
          ],
        ],
        'x',
      ),
    ).toEqual([
      [
        [0, 0],
        [0, 0],
      ],
      [
        [0, 0],
        [0, 0],
      ],
    ]);
    expect(
      toOneForm(
        [
          [
            [0, 5e-324],
            [0, 0],
          ],
        ],
        'x',
      ),
    ).toEqual([
      [
        [0, 0],
        [0, 0],
      ],
    ]);
  });

  it('does not change what it is given', () => {
    const raw = map(SIMPLE, (v) => v + 100);
    const before = JSON.stringify(raw);
    toOneForm(raw, 'x');
    expect(JSON.stringify(raw)).toBe(before);
  });

  it('changes nothing of what it has made', () => {
    const random = createRandom('one form');
    for (let i = 0; i < 200; i++) {
      const walk = (): MutableStroke => {
        const stroke: MutableStroke = [[], []];
        for (let p = 0, x = 0, y = 0; p < 60; p++) {
          stroke[0].push((x += random.normal() * 9));
          stroke[1].push((y += random.normal() * 9));
        }
        return stroke;
      };
      const once = toOneForm([walk(), walk()], 'x');
      expect(toOneForm(once, 'x')).toEqual(once);
    }
  });

  it.each([
    [
      'NaN',
      [
        [
          [0, Number.NaN],
          [0, 1],
        ],
      ],
      /^x: point 1 of stroke 0 is \(NaN, 1\), expected numbers from/,
    ],
    [
      'Infinity',
      [
        [[0], [0]],
        [[0], [Infinity]],
      ],
      /^x: point 0 of stroke 1 is \(0, Infinity\)/,
    ],
    [
      'more than a million',
      [
        [
          [0, 1_000_001],
          [0, 0],
        ],
      ],
      /^x: point 1 of stroke 0/,
    ],
    ['columns of different lengths', [[[1, 2], [3]]], /^x: stroke 0 has 2 x but 1 y/],
    ['70,000 points', [[Array(70_000).fill(1), Array(70_000).fill(1)]], /^x: a drawing of 70000 points/],
    [
      'a line without end',
      [[Array.from({ length: 2000 }, (_, i) => (i % 2) * 9), Array(2000).fill(1)]],
      /^x: a line 1999 times as long/,
    ],
  ] as [string, Stroke[], RegExp][])('refuses %s', (_, strokes, message) => {
    expect(() => toOneForm(strokes, 'x')).toThrow(DatasetError);
    expect(() => toOneForm(strokes, 'x')).toThrow(message);
  });
});

const mean = (a: Uint8Array, b: Uint8Array) =>
  a.reduce((sum, v, i) => sum + Math.abs(v - (b[i] as number)), 0) / a.length;
