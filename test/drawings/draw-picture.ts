/** Makes pictures of line drawings for the tests: a round pen on paper, with light and noise as one likes. */
import type { Random } from '../../src/core/random.ts';
import type { Stroke } from '../../src/core/strokes.ts';

export interface PictureForTest {
  width: number;
  height: number;
  rgba: Uint8ClampedArray;
}

export type Colour = readonly [red: number, green: number, blue: number];

export interface PenOptions {
  /** Pixels. */
  width?: number;
  height?: number;
  lineWidth?: number;
  /** The longer side of the drawing, and where its box begins, in pixels; centred if left out. */
  side?: number;
  left?: number;
  top?: number;
  ink?: Colour;
  ground?: Colour;
  /** The ground is left transparent, and the ink's opacity is its coverage. */
  transparent?: boolean;
}

/** @param strokes in the range 0..255 */
export function drawPicture(strokes: readonly Stroke[], options: PenOptions = {}): PictureForTest {
  const { width = 400, height = 400, lineWidth = 10, side = 0.75 * Math.min(width, height) } = options;
  const { ink = [0, 0, 0], ground = [255, 255, 255], transparent = false } = options;
  const maxX = Math.max(0, ...strokes.flatMap(([x]) => Array.from(x)));
  const maxY = Math.max(0, ...strokes.flatMap(([, y]) => Array.from(y)));
  const scale = side / Math.max(maxX, maxY, 1);
  const { left = (width - maxX * scale) / 2, top = (height - maxY * scale) / 2 } = options;
  const cover = new Float32Array(width * height);
  for (const [x, y] of strokes)
    for (let i = Math.min(1, x.length - 1); i >= 0 && i < x.length; i++) {
      const from = Math.max(0, i - 1);
      const a: Point = [left + x[from]! * scale, top + y[from]! * scale];
      coverLine(cover, width, a, [left + x[i]! * scale, top + y[i]! * scale], lineWidth / 2);
    }
  const rgba = new Uint8ClampedArray(4 * width * height);
  for (let i = 0; i < cover.length; i++) {
    for (let c = 0; c < 3; c++)
      rgba[4 * i + c] = transparent ? ink[c]! : ground[c]! + (ink[c]! - ground[c]!) * cover[i]!;
    rgba[4 * i + 3] = transparent ? 255 * cover[i]! : 255;
  }
  return { width, height, rgba };
}

type Point = readonly [x: number, y: number];

function coverLine(
  cover: Float32Array,
  width: number,
  [ax, ay]: Point,
  [bx, by]: Point,
  radius: number,
): void {
  const [dx, dy] = [bx - ax, by - ay];
  const length2 = dx * dx + dy * dy || 1;
  const reach = radius + 1;
  const bottom = Math.min(cover.length / width - 1, Math.max(ay, by) + reach);
  const right = Math.min(width - 1, Math.max(ax, bx) + reach);
  for (let y = Math.max(0, Math.floor(Math.min(ay, by) - reach)); y <= bottom; y++)
    for (let x = Math.max(0, Math.floor(Math.min(ax, bx) - reach)); x <= right; x++) {
      const along = Math.max(0, Math.min(1, ((x + 0.5 - ax) * dx + (y + 0.5 - ay) * dy) / length2));
      const away = Math.hypot(ax + along * dx - x - 0.5, ay + along * dy - y - 0.5);
      const i = y * width + x;
      cover[i] = Math.max(cover[i]!, Math.min(1, Math.max(0, radius + 0.5 - away)));
    }
}

/** Changes every pixel in place; `change` gets the pixel and where it is, and returns red, green, blue. */
export function repaint(
  picture: PictureForTest,
  change: (colour: Colour, x: number, y: number) => Colour,
): PictureForTest {
  const { width, rgba } = picture;
  for (let i = 0; i < rgba.length; i += 4) {
    const x = (i / 4) % width;
    rgba.set(change([rgba[i]!, rgba[i + 1]!, rgba[i + 2]!], x, (i / 4 - x) / width), i);
  }
  return picture;
}

/** Warm light that falls off to one side by `depth`, 0..1, and noise of this standard deviation, of 255. */
export function photograph(picture: PictureForTest, random: Random, depth = 0.55, noise = 8): PictureForTest {
  const { width, height } = picture;
  return repaint(picture, (colour, x, y) => {
    const away = 0.6 * (x / width) + 0.4 * (y / height);
    const light = 1 - depth * away * away;
    const shake = noise * random.normal();
    return [colour[0] * light + shake, 0.97 * colour[1] * light + shake, 0.88 * colour[2] * light + shake];
  });
}

/** Pearson's correlation. */
export function correlation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const mean = (values: ArrayLike<number>) =>
    Array.from(values).reduce((sum, v) => sum + v, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    ab += (a[i]! - meanA) * (b[i]! - meanB);
    aa += (a[i]! - meanA) ** 2;
    bb += (b[i]! - meanB) ** 2;
  }
  return ab / Math.sqrt(aa * bb);
}

function circle(cx: number, cy: number, rx: number, ry = rx): Stroke {
  const angles = Array.from({ length: 33 }, (_, i) => (2 * Math.PI * i) / 32);
  return [angles.map((a) => cx + rx * Math.cos(a)), angles.map((a) => cy + ry * Math.sin(a))];
}

/** Drawings made up for the tests. */
export const CAT: readonly Stroke[] = [
  circle(128, 155, 110, 95),
  [
    [40, 45, 95],
    [100, 5, 65],
  ],
  [
    [160, 210, 218],
    [65, 5, 105],
  ],
  [[85], [130]],
  [[170], [130]],
  [
    [115, 140, 128, 115],
    [165, 165, 180, 165],
  ],
  [
    [100, 0],
    [185, 165],
  ],
  [
    [100, 0],
    [200, 215],
  ],
  [
    [155, 255],
    [185, 165],
  ],
  [
    [155, 255],
    [200, 215],
  ],
];
export const HOUSE: readonly Stroke[] = [
  [
    [30, 30, 225, 225, 30],
    [110, 255, 255, 110, 110],
  ],
  [
    [5, 128, 250],
    [112, 2, 112],
  ],
  [
    [100, 100, 150, 150],
    [255, 180, 180, 255],
  ],
  circle(185, 165, 18),
];
const SNAIL: readonly Stroke[] = [
  [
    Array.from({ length: 80 }, (_, i) => 110 + (10 + i) * Math.cos(i / 5)),
    Array.from({ length: 80 }, (_, i) => 110 + (10 + i) * Math.sin(i / 5)),
  ],
  [
    [10, 60, 200, 255, 250],
    [200, 205, 205, 150, 90],
  ],
];
export const DRAWINGS = { cat: CAT, house: HOUSE, snail: SNAIL };
