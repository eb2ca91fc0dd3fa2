/** What the kernels compute, in plain loops and double precision: what they are held to where they round otherwise. */
import { expect } from 'vitest';

type Doubles = Float64Array | Float32Array;

/** a [m, k] . b [k, n] */
export function exactProduct(a: Doubles, b: Doubles, m: number, k: number, n: number): Float64Array {
  const c = new Float64Array(m * n);
  for (let i = 0; i < m; i++)
    for (let l = 0; l < k; l++) for (let j = 0; j < n; j++) c[i * n + j]! += a[i * k + l]! * b[l * n + j]!;
  return c;
}

/** The shape of a convolution of stride 1, with as many zeros around its maps as said. */
export interface ConvolutionShape {
  readonly n: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly sizeY: number;
  readonly sizeX: number;
  readonly outputs: number;
  readonly rings: readonly [rows: number, columns: number];
}

export const placesOf = ({ height, width, sizeY, sizeX, rings }: ConvolutionShape) =>
  [height + 2 * rings[0] - sizeY + 1, width + 2 * rings[1] - sizeX + 1] as const;

/** Calls `work` with the positions of each weight's first output, its input and its map, for all places. */
function each(shape: ConvolutionShape, work: (weight: number, input: number, map: number) => void): void {
  const { n, height, width, channels, sizeY, sizeX, outputs, rings } = shape;
  const [tall, wide] = placesOf(shape);
  for (let i = 0; i < n; i++)
    for (let y = 0; y < tall; y++)
      for (let x = 0; x < wide; x++)
        for (let ky = 0; ky < sizeY; ky++)
          for (let kx = 0; kx < sizeX; kx++) {
            const [fromY, fromX] = [y + ky - rings[0], x + kx - rings[1]];
            if (fromY < 0 || fromY >= height || fromX < 0 || fromX >= width) continue;
            for (let c = 0; c < channels; c++)
              work(
                ((ky * sizeX + kx) * channels + c) * outputs,
                ((i * height + fromY) * width + fromX) * channels + c,
                ((i * tall + y) * wide + x) * outputs,
              );
          }
}

/** [n, height', width', outputs] */
export function exactConvolution(shape: ConvolutionShape, x: Doubles, filter: Doubles): Float64Array {
  const [tall, wide] = placesOf(shape);
  const { n, outputs } = shape;
  const maps = new Float64Array(n * tall * wide * outputs);
  each(shape, (weight, input, map) => {
    for (let o = 0; o < outputs; o++) maps[map + o]! += x[input]! * filter[weight + o]!;
  });
  return maps;
}

/** The gradients with respect to x and to the filter, from those of the maps. */
export function exactGradients(shape: ConvolutionShape, x: Doubles, filter: Doubles, dy: Doubles) {
  const [dx, dw] = [new Float64Array(x.length), new Float64Array(filter.length)];
  each(shape, (weight, input, map) => {
    for (let o = 0; o < shape.outputs; o++) {
      dx[input]! += dy[map + o]! * filter[weight + o]!;
      dw[weight + o]! += dy[map + o]! * x[input]!;
    }
  });
  return { dx, dw };
}

/** The largest difference, relative to the largest value that is wanted. */
export function relativeError(got: ArrayLike<number>, wanted: Doubles): number {
  expect(got.length).toBe(wanted.length);
  let [largest, difference] = [0, 0];
  for (let i = 0; i < wanted.length; i++) {
    largest = Math.max(largest, Math.abs(wanted[i]!));
    const own = Math.abs(got[i]! - wanted[i]!);
    if (!(own <= difference)) difference = own; // and NaN stays
  }
  expect(largest).toBeGreaterThan(0);
  return difference / largest;
}
