/** What one window of a convolution sees in one place, and what pooling keeps of it. */
import type { ConvLayer, Values } from '../../core/evidence/layers.ts';

export interface WindowSum {
  /** Under the window. [size * size] */
  readonly ink: readonly number[];
  /** Of the pattern. [size * size] */
  readonly weights: readonly number[];
  /** Ink times weight. [size * size] */
  readonly products: readonly number[];
  /** Of the products. */
  readonly sum: number;
  /** What the pattern adds everywhere. */
  readonly bias: number;
  /** Sum and bias; nothing where they are below 0. */
  readonly answer: number;
}

/**
 * One pattern of a layer over a single picture, in one place.
 * @param picture one map without a margin
 * @param x column of the window's left side, from 0 @param y row of its upper side
 * @throws RangeError when the layer looks at several maps, or the window does not lie within the picture
 */
export function windowSum(
  picture: Values,
  layer: ConvLayer,
  pattern: number,
  x: number,
  y: number,
): WindowSum {
  const { size, kernel, bias, inputs, outputs } = layer;
  if (picture.count !== 1 || inputs !== 1)
    throw new RangeError(`a window over ${inputs} maps has no single sum`);
  const last = picture.side - size;
  if (!(pattern in bias) || pattern >= outputs || x < 0 || y < 0 || x > last || y > last)
    throw new RangeError(`no window of pattern ${pattern} at ${x}, ${y}: places are 0 to ${last}`);
  const places = Array.from({ length: size * size }, (_, i) => [i % size, Math.floor(i / size)] as const);
  const ink = places.map(([dx, dy]) => picture.values[(y + dy) * picture.side + x + dx] ?? 0);
  const weights = places.map((_, i) => kernel[pattern * size * size + i] ?? 0);
  const products = ink.map((value, i) => value * (weights[i] ?? 0));
  const sum = products.reduce((total, each) => total + each, 0);
  const added = bias[pattern] ?? 0;
  return { ink, weights, products, sum, bias: added, answer: Math.max(0, sum + added) };
}

export interface Pooled {
  /** Of the patch, in maps of half the side. */
  readonly x: number;
  readonly y: number;
  /** Upper left, upper right, lower left, lower right. [4] */
  readonly values: readonly number[];
  /** Which of the four is kept; of equals, the first. */
  readonly kept: number;
}

/** The patch of two by two in which a place of a map lies; null where the last row or column is left out. */
export function pooledAt(maps: Values, map: number, x: number, y: number): Pooled | null {
  const { side, values } = maps;
  const [px, py] = [Math.floor(x / 2), Math.floor(y / 2)];
  const half = Math.floor(side / 2);
  if (px >= half || py >= half) return null;
  const at = (dx: number, dy: number) => values[(map * side + 2 * py + dy) * side + 2 * px + dx] ?? 0;
  const four = [at(0, 0), at(1, 0), at(0, 1), at(1, 1)];
  return { x: px, y: py, values: four, kept: four.indexOf(Math.max(...four)) };
}

/** Where a map is greatest; of equals, the first in reading order. */
export function brightest(maps: Values, map: number): { readonly x: number; readonly y: number } {
  const { side, values } = maps;
  let best = 0;
  for (let i = 1; i < side * side; i++)
    if ((values[map * side * side + i] ?? 0) > (values[map * side * side + best] ?? 0)) best = i;
  return { x: best % side, y: Math.floor(best / side) };
}

/** The map that is greatest in one place, with its value there; of equals, the first. */
export function strongestAt(
  maps: Values,
  x: number,
  y: number,
): { readonly map: number; readonly value: number } {
  const { side, count, values } = maps;
  let map = 0;
  const at = (m: number) => values[(m * side + y) * side + x] ?? 0;
  for (let m = 1; m < count; m++) if (at(m) > at(map)) map = m;
  return { map, value: at(map) };
}

/** The map that lights up most, all places together; of equals, the first. */
export function loudest(maps: Values): number {
  const area = maps.side * maps.side;
  const totals = Array.from({ length: maps.count }, (_, m) =>
    maps.values.subarray(m * area, (m + 1) * area).reduce((sum, value) => sum + value, 0),
  );
  return totals.indexOf(Math.max(...totals));
}

/** Where an arrow key moves a spot that stays within 0 to `last`, by `step`; null for any other key. */
export function movedSpot(
  key: string,
  { x, y }: { readonly x: number; readonly y: number },
  last: number,
  step = 1,
): { readonly x: number; readonly y: number } | null {
  const by = { ArrowRight: [step, 0], ArrowLeft: [-step, 0], ArrowDown: [0, step], ArrowUp: [0, -step] }[key];
  if (by === undefined) return null;
  const within = (value: number) => Math.min(last, Math.max(0, value));
  return { x: within(x + (by[0] ?? 0)), y: within(y + (by[1] ?? 0)) };
}
