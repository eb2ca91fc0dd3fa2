/** What the kernels compute, in plain loops: float32 after every product and every sum, in the order of the index. */
import { createRandom } from '../../../src/core/random.ts';

const float = Math.fround;

/** Standard normal, with a share of zeros. */
export function normals(name: string, length: number, zeros = 0): Float32Array {
  const random = createRandom(name);
  return Float32Array.from({ length }, () => (random.next() < zeros ? 0 : random.normal()));
}

/** a [m, k] . b [k, n] */
export function product(a: Float32Array, b: Float32Array, m: number, k: number, n: number): Float32Array {
  const c = new Float32Array(m * n);
  for (let i = 0; i < m; i++)
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let l = 0; l < k; l++) sum = float(sum + float(a[i * k + l]! * b[l * n + j]!));
      c[i * n + j] = sum;
    }
  return c;
}

/** [rows, columns] to [columns, rows]. */
export function transposed(x: Float32Array, rows: number, columns: number): Float32Array {
  return Float32Array.from(x, (_, at) => x[(at % rows) * columns + Math.floor(at / rows)]!);
}

/** [n, height, width, channels] */
export interface Maps {
  readonly shape: readonly [n: number, height: number, width: number, channels: number];
  readonly data: Float32Array;
}

/** Zeros around the maps. */
export function framed({ shape: [n, height, width, channels], data }: Maps, rows: number, columns: number) {
  const [tall, wide] = [height + 2 * rows, width + 2 * columns];
  const around = new Float32Array(n * tall * wide * channels);
  for (let i = 0; i < n; i++)
    for (let y = 0; y < height; y++)
      around.set(
        data.subarray((i * height + y) * width * channels, (i * height + y + 1) * width * channels),
        ((i * tall + y + rows) * wide + columns) * channels,
      );
  return { shape: [n, tall, wide, channels], data: around } satisfies Maps;
}

/** The patch of every place, one a row: [n * outHeight * outWidth, sizeY * sizeX * channels] */
function patches({ shape: [n, height, width, channels], data }: Maps, sizeY: number, sizeX: number) {
  const rows: number[] = [];
  for (let i = 0; i < n; i++)
    for (let y = 0; y + sizeY <= height; y++)
      for (let x = 0; x + sizeX <= width; x++)
        for (let ky = 0; ky < sizeY; ky++)
          for (let at = 0; at < sizeX * channels; at++)
            rows.push(data[((i * height + y + ky) * width + x) * channels + at]!);
  return Float32Array.from(rows);
}

/** Without padding; the filter is [sizeY, sizeX, channels, outputs]. */
export function convolution(
  maps: Maps,
  filter: Float32Array,
  sizeY: number,
  sizeX: number,
  outputs: number,
): Maps {
  const [n, height, width, channels] = maps.shape;
  const shape = [n, height - sizeY + 1, width - sizeX + 1, outputs] as const;
  const places = n * shape[1] * shape[2];
  const data = product(patches(maps, sizeY, sizeX), filter, places, sizeY * sizeX * channels, outputs);
  return { shape, data };
}

/** Of a convolution without padding, with respect to its filter. */
export function filterGradient(maps: Maps, gradient: Maps, sizeY: number, sizeX: number): Float32Array {
  const [n, height, width, outputs] = gradient.shape;
  const places = n * height * width;
  const weights = sizeY * sizeX * maps.shape[3];
  const seen = transposed(patches(maps, sizeY, sizeX), places, weights);
  return product(seen, gradient.data, weights, places, outputs);
}

/** Of a convolution without padding, with respect to its maps: through the filter turned by half a turn. */
export function mapGradient(
  gradient: Maps,
  filter: Float32Array,
  sizeY: number,
  sizeX: number,
  channels: number,
) {
  const outputs = gradient.shape[3];
  const turned = new Float32Array(filter.length);
  const taps = sizeY * sizeX;
  for (let tap = 0; tap < taps; tap++)
    for (let c = 0; c < channels; c++)
      for (let o = 0; o < outputs; o++)
        turned[((taps - 1 - tap) * outputs + o) * channels + c] = filter[(tap * channels + c) * outputs + o]!;
  return convolution(framed(gradient, sizeY - 1, sizeX - 1), turned, sizeY, sizeX, channels);
}
