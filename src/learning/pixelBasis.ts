/** Directions along which drawings differ most, for bounds on their distances. */
import { PIXELS } from './classifier.ts';
import { createRowProducts, ROWS_AT_ONCE } from './rowProducts.ts';

/** Local names for the inner loops: under Vitest each look at an import is a function call. */
const SIZE: number = PIXELS;
const ROWS: number = ROWS_AT_ONCE;

/** Whole numbers, so that products with drawings are exact. */
export interface PixelBasis {
  /** About orthogonal, all about as long as `LENGTH`. [size, 784] */
  readonly rows: Int16Array;
  readonly size: number;
  /** |rows · x|^2 <= gain |x|^2 for every x. */
  readonly gain: number;
}

/** Their length: squares of them, and products with drawings, fit into 32 bits. */
export const LENGTH = 44_000;
/** Drawings that are looked at, evenly spread: twice as many make the search faster by a hundredth. */
const SAMPLE = 2048;
const PART = 512;
/** Largest entries of rows that are multiplied with drawings, with part of a sample, and with each other: sums fit into 32 bits. */
const LARGEST = { withDrawings: 10_000, withPart: 16_384, together: 1_600 };
const ROUNDS = 2;
const SIDE = 28;

/** Waves over the drawing (the discrete cosine transform), longest first: what drawings consist of, roughly. [size, 784] */
function waves(size: number): Float64Array {
  const frequencies = Array.from({ length: SIZE }, (_, i) => [Math.floor(i / SIDE), i % SIDE] as const)
    .sort(([a, b], [c, d]) => a * a + b * b - c * c - d * d)
    .slice(0, size);
  const cosine = (frequency: number, at: number) => Math.cos((Math.PI * frequency * (at + 0.5)) / SIDE);
  const table = Float64Array.from({ length: SIZE }, (_, i) => cosine(Math.floor(i / SIDE), i % SIDE));
  const rows = new Float64Array(size * SIZE);
  frequencies.forEach(([down, across], row) => {
    for (let p = 0; p < SIZE; p++)
      rows[row * SIZE + p] = table[down * SIDE + Math.floor(p / SIDE)]! * table[across * SIDE + (p % SIDE)]!;
  });
  return rows;
}

/** Rows [size, length] as whole numbers, each scaled so that its largest entry is `largest`. */
function whole(rows: Float64Array, length: number, largest: number): Int16Array {
  const out = new Int16Array(rows.length);
  for (let at = 0; at < rows.length; at += length) {
    let most = 0;
    for (let i = at; i < at + length; i++) most = Math.max(most, Math.abs(rows[i]!));
    if (most > 0) for (let i = at; i < at + length; i++) out[i] = Math.round((rows[i]! / most) * largest);
  }
  return out;
}

/** All products of rows [size, length] with each other, summed in double precision. [size, size] */
function gram(rows: Int16Array, size: number, length: number): Float64Array {
  const products = new Float64Array(size * size);
  const right = createRowProducts(size, length);
  right.setRight(rows);
  for (let first = 0; first < size; first += ROWS) {
    const end = Math.min(first + ROWS, size);
    const found = right.multiply(rows.subarray(first * length, end * length));
    for (let i = first; i < end; i++)
      for (let j = 0; j < size; j++) products[i * size + j] = found[(i - first) * right.stride + j]!;
  }
  return products;
}

/** The covariance of the sample times each row, up to a factor for each. [size, 784] */
function timesCovariance(sample: Uint8Array, rows: Int16Array, size: number): Float64Array {
  const count = sample.length / SIZE;
  const onRows = createRowProducts(size, SIZE);
  onRows.setRight(rows);
  const along = new Float64Array(size * count); // where the drawings lie, direction by direction
  for (let first = 0; first < count; first += ROWS) {
    const end = Math.min(first + ROWS, count);
    const found = onRows.multiply(sample.subarray(first * SIZE, end * SIZE));
    for (let i = first; i < end; i++)
      for (let r = 0; r < size; r++) along[r * count + i] = found[(i - first) * onRows.stride + r]!;
  }
  for (let r = 0; r < size; r++) {
    const row = along.subarray(r * count, (r + 1) * count);
    let sum = 0;
    for (let i = 0; i < count; i++) sum += row[i]!;
    for (let i = 0; i < count; i++) row[i]! -= sum / count;
  }
  const places = whole(along, count, LARGEST.withPart);
  const out = new Float64Array(size * SIZE);
  const onDrawings = createRowProducts(size, PART);
  const ink = new Uint8Array(ROWS * PART);
  const part = new Int16Array(size * PART);
  for (let start = 0; start < count; start += PART) {
    const length = Math.min(PART, count - start);
    part.fill(0);
    for (let r = 0; r < size; r++)
      part.set(places.subarray(r * count + start, r * count + start + length), r * PART);
    onDrawings.setRight(part);
    for (let pixel = 0; pixel < SIZE; pixel += ROWS) {
      const tile = Math.min(ROWS, SIZE - pixel);
      ink.fill(0);
      for (let i = 0; i < length; i++)
        for (let p = 0; p < tile; p++) ink[p * PART + i] = sample[(start + i) * SIZE + pixel + p]!;
      const found = onDrawings.multiply(ink.subarray(0, tile * PART));
      for (let p = 0; p < tile; p++)
        for (let r = 0; r < size; r++) out[r * SIZE + pixel + p]! += found[p * onDrawings.stride + r]!;
    }
  }
  return out;
}

/** Takes one to four others, each times its weight, off a row: read and written once for all. */
function takeOff(row: Float64Array, others: Float64Array, weights: Float64Array): void {
  const count = others.length / SIZE;
  const [w0, w1, w2, w3] = [0, 1, 2, 3].map((k) => (k < count ? weights[k]! : 0)) as [
    number,
    number,
    number,
    number,
  ];
  const [at1, at2, at3] = [1, 2, 3].map((k) => (k < count ? k * SIZE : 0)) as [number, number, number];
  for (let p = 0; p < SIZE; p++)
    row[p]! -= w0 * others[p]! + w1 * others[at1 + p]! + (w2 * others[at2 + p]! + w3 * others[at3 + p]!);
}

/**
 * Makes rows orthonormal in place, each within the span of itself and those before it, by the Cholesky factor of their
 * products; one that lies in the span of those before becomes zero.
 */
function orthonormalize(rows: Float64Array, size: number): void {
  const scaled = whole(rows, SIZE, LARGEST.together);
  const factor = gram(scaled, size, SIZE); // lower triangle: becomes L with L L^T = the products
  for (let i = 0; i < size; i++) rows.set(scaled.subarray(i * SIZE, (i + 1) * SIZE), i * SIZE);
  for (let i = 0; i < size; i++) {
    const square = factor[i * size + i]!;
    for (let j = 0; j <= i; j++) {
      let value = factor[i * size + j]!;
      for (let k = 0; k < j; k++) value -= factor[i * size + k]! * factor[j * size + k]!;
      const pivot = factor[j * size + j]!;
      if (j < i) factor[i * size + j] = pivot > 0 ? value / pivot : 0;
      else factor[i * size + i] = value > 1e-9 * square ? Math.sqrt(value) : 0;
    }
  }
  for (let i = 0; i < size; i++) {
    const row = rows.subarray(i * SIZE, (i + 1) * SIZE);
    const pivot = factor[i * size + i]!;
    const weights = factor.subarray(i * size, i * size + i);
    for (let j = 0; j < i; j += 4)
      takeOff(row, rows.subarray(j * SIZE, Math.min(j + 4, i) * SIZE), weights.subarray(j));
    for (let p = 0; p < SIZE; p++) row[p] = pivot > 0 ? row[p]! / pivot : 0;
  }
}

/**
 * Directions of great variance of the drawings, greatest about first: two rounds of orthogonal iteration from waves.
 * @param pixels [n, 784]
 * @param size how many, at most 784
 */
export function pixelBasis(pixels: Uint8Array, size: number): PixelBasis {
  const count = pixels.length / SIZE;
  const taken = Math.min(SAMPLE, count);
  const sample = new Uint8Array(taken * SIZE);
  for (let i = 0; i < taken; i++) {
    const from = Math.floor((i * count) / taken) * SIZE;
    sample.set(pixels.subarray(from, from + SIZE), i * SIZE);
  }
  let basis = waves(size);
  for (let round = 0; round < ROUNDS; round++) {
    basis = timesCovariance(sample, whole(basis, SIZE, LARGEST.withDrawings), size);
    orthonormalize(basis, size);
  }
  const rows = new Int16Array(size * SIZE);
  for (let at = 0; at < rows.length; at += SIZE) {
    const row = basis.subarray(at, at + SIZE).map((entry) => Math.round(entry * LENGTH));
    // So that no sum of products leaves 32 bits, whatever the rounding errors above: else there is no such direction.
    if (row.reduce((sum, entry) => sum + entry * entry, 0) < 2 ** 31) rows.set(row, at);
  }
  // The largest eigenvalue of rows · rows^T is at most the largest sum of a row of absolute values (Gershgorin).
  const products = gram(rows, size, SIZE);
  let gain = 1;
  for (let i = 0; i < size; i++) {
    let sum = 0;
    for (let j = 0; j < size; j++) sum += Math.abs(products[i * size + j]!);
    gain = Math.max(gain, sum);
  }
  return { rows, size, gain };
}
