/** Directions along which drawings differ most, for bounds on their distances. */
import { PIXELS } from './classifier.ts';
import { gram } from './gram.ts';
import { createInkProducts, DRAWINGS_AT_ONCE } from './inkProducts.ts';
import type { Stage } from './stages.ts';

/** Local names for the inner loops: under Vitest each look at an import is a function call. */
const SIZE: number = PIXELS;
const DRAWINGS: number = DRAWINGS_AT_ONCE;

/** Whole numbers, so that products with drawings are exact. */
export interface PixelBasis {
  /** About orthogonal, all about as long as `LENGTH`. [size, 784] */
  readonly rows: Int16Array;
  readonly size: number;
  /** |rows · x|^2 <= gain |x|^2 for every x. [1] */
  readonly gain: Float64Array;
}

/** What those who look for a basis share. */
export interface BasisSearch {
  readonly basis: PixelBasis;
  /** Drawings that are looked at. */
  readonly taken: number;
  readonly sample: Uint8Array; // [taken, 784]
  /** The same, pixel by pixel. [784, taken] */
  readonly columns: Uint8Array;
  /** Those of the latest round. [size, 784] */
  readonly directions: Float64Array;
  /** Where the sample lies along them. [taken, size] */
  readonly along: Int32Array;
  /** The same from its mean, scaled to be as large as may be. [size, taken] */
  readonly places: Int16Array;
  /** The next round's, before they are orthonormal, and the Cholesky factor of their products. [size, 784], [size, size] */
  readonly scaled: Int16Array;
  readonly factor: Float64Array;
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
/** What a thread takes at once: drawings, directions, pixels. */
const PORTIONS = { drawings: 8 * DRAWINGS_AT_ONCE, directions: 16, pixels: 112 };

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

/** A row as whole numbers, scaled so that its largest entry is `largest`. */
function scale(row: Float64Array, out: Int16Array, largest: number): void {
  let most = 0;
  for (let i = 0; i < row.length; i++) most = Math.max(most, Math.abs(row[i]!));
  const factor = most > 0 ? largest / most : 0;
  for (let i = 0; i < row.length; i++) out[i] = Math.round(row[i]! * factor);
}

/** Every row of [size, 784]. */
function scaleRows(rows: Float64Array, out: Int16Array, largest: number): Int16Array {
  for (let at = 0; at < rows.length; at += SIZE)
    scale(rows.subarray(at, at + SIZE), out.subarray(at, at + SIZE), largest);
  return out;
}

/** Fills in the sample: drawings evenly spread. */
const takeSample = (pixels: Uint8Array, { taken, sample, columns }: BasisSearch): Stage => ({
  portions: Math.ceil(taken / PORTIONS.drawings),
  begin: () => (portion) => {
    const end = Math.min((portion + 1) * PORTIONS.drawings, taken);
    const first = portion * PORTIONS.drawings;
    for (let i = first; i < end; i++) {
      const from = Math.floor((i * (pixels.length / SIZE)) / taken) * SIZE;
      sample.set(pixels.subarray(from, from + SIZE), i * SIZE);
    }
    for (let p = 0; p < SIZE; p++)
      for (let i = first; i < end; i++) columns[p * taken + i] = sample[i * SIZE + p]!;
  },
});

/** Where the drawings of the sample lie along each direction. */
const findAlong = ({ basis: { size }, taken, sample, directions, along }: BasisSearch): Stage => ({
  portions: Math.ceil(taken / PORTIONS.drawings),
  begin() {
    const products = createInkProducts(size, SIZE);
    products.setRows(scaleRows(directions, new Int16Array(size * SIZE), LARGEST.withDrawings));
    return (portion) => {
      const last = Math.min((portion + 1) * PORTIONS.drawings, taken);
      for (let first = portion * PORTIONS.drawings; first < last; first += DRAWINGS) {
        const end = Math.min(first + DRAWINGS, last);
        const found = products.multiply(sample.subarray(first * SIZE, end * SIZE));
        along.set(found, first * size);
      }
    };
  },
});

/** The same, from the mean, direction by direction. */
const findPlaces = ({ basis: { size }, taken, along, places }: BasisSearch): Stage => ({
  portions: size / PORTIONS.directions,
  begin() {
    const rows = new Float64Array(PORTIONS.directions * taken);
    const sums = new Float64Array(PORTIONS.directions);
    return (portion) => {
      const first = portion * PORTIONS.directions;
      sums.fill(0);
      for (let i = 0; i < taken; i++)
        for (let r = 0; r < PORTIONS.directions; r++) {
          const value = along[i * size + first + r]!;
          sums[r]! += value;
          rows[r * taken + i] = value;
        }
      for (let r = 0; r < PORTIONS.directions; r++) {
        const row = rows.subarray(r * taken, (r + 1) * taken);
        const mean = sums[r]! / taken;
        for (let i = 0; i < taken; i++) row[i]! -= mean;
        const at = (first + r) * taken;
        scale(row, places.subarray(at, at + taken), LARGEST.withPart);
      }
    };
  },
});

/** The covariance of the sample times each direction, up to a factor for each. */
const timesCovariance = ({ basis: { size }, taken, columns, places, directions }: BasisSearch): Stage => ({
  portions: SIZE / PORTIONS.pixels,
  begin() {
    const products = createInkProducts(size, PART);
    const part = new Int16Array(size * PART);
    const ink = new Uint8Array(DRAWINGS * PART);
    return (portion) => {
      const from = portion * PORTIONS.pixels;
      const to = from + PORTIONS.pixels;
      for (let r = 0; r < size; r++) directions.fill(0, r * SIZE + from, r * SIZE + to);
      for (let start = 0; start < taken; start += PART) {
        const length = Math.min(PART, taken - start);
        if (length < PART) part.fill(0);
        for (let r = 0; r < size; r++)
          part.set(places.subarray(r * taken + start, r * taken + start + length), r * PART);
        products.setRows(part);
        for (let pixel = from; pixel < to; pixel += DRAWINGS) {
          const tile = Math.min(DRAWINGS, to - pixel);
          for (let p = 0; p < tile; p++) {
            const column = (pixel + p) * taken + start;
            ink.set(columns.subarray(column, column + length), p * PART);
          }
          const found = products.multiply(ink.subarray(0, tile * PART));
          for (let r = 0; r < size; r++)
            for (let p = 0; p < tile; p++) directions[r * SIZE + pixel + p]! += found[p * size + r]!;
        }
      }
    };
  },
});

/** The Cholesky factor L of the products of rows: L L^T. A row in the span of those before has a pivot of zero. */
const factorize = ({ basis: { size }, directions, scaled, factor }: BasisSearch): Stage => ({
  portions: 1,
  begin: () => () => {
    scaleRows(directions, scaled, LARGEST.together);
    factor.set(gram(scaled, size, SIZE));
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
  },
});

/**
 * Takes rows before it off a row, four of them, or the `some` that there are, each times its weight, from pixel `from`
 * up to `to`: the row is read and written once for all.
 */
function takeOff(
  rows: Float64Array,
  row: number,
  others: number,
  some: number,
  weights: Float64Array,
  at: number,
  from: number,
  to: number,
): void {
  const w0 = weights[at]!;
  const w1 = some > 1 ? weights[at + 1]! : 0;
  const w2 = some > 2 ? weights[at + 2]! : 0;
  const w3 = some > 3 ? weights[at + 3]! : 0;
  const at1 = some > 1 ? others + SIZE : others;
  const at2 = some > 2 ? others + 2 * SIZE : others;
  const at3 = some > 3 ? others + 3 * SIZE : others;
  for (let p = from; p < to; p++)
    rows[row + p]! -=
      w0 * rows[others + p]! + w1 * rows[at1 + p]! + (w2 * rows[at2 + p]! + w3 * rows[at3 + p]!);
}

/** Makes rows orthonormal, each within the span of itself and those before it, by their Cholesky factor. */
const orthonormalize = ({ basis: { size }, directions, scaled, factor }: BasisSearch): Stage => ({
  portions: SIZE / PORTIONS.pixels,
  begin: () => (portion) => {
    const from = portion * PORTIONS.pixels;
    const to = from + PORTIONS.pixels;
    for (let i = 0; i < size; i++) {
      const row = i * SIZE;
      for (let p = row + from; p < row + to; p++) directions[p] = scaled[p]!;
      for (let j = 0; j < i; j += 4)
        takeOff(directions, row, j * SIZE, Math.min(4, i - j), factor, i * size + j, from, to);
      const pivot = factor[i * size + i]!;
      for (let p = row + from; p < row + to; p++) directions[p] = pivot > 0 ? directions[p]! / pivot : 0;
    }
  },
});

/** Writes the basis. */
const finish = ({ basis: { rows, size, gain }, directions }: BasisSearch): Stage => ({
  portions: 1,
  begin: () => () => {
    for (let at = 0; at < rows.length; at += SIZE) {
      let squares = 0;
      for (let p = at; p < at + SIZE; p++) {
        rows[p] = Math.round(directions[p]! * LENGTH);
        squares += rows[p]! * rows[p]!;
      }
      // So that no sum of products leaves 32 bits, whatever the rounding errors above: else there is no such direction.
      if (squares >= 2 ** 31) rows.fill(0, at, at + SIZE);
    }
    // The largest eigenvalue of rows · rows^T is at most the largest sum of a row of absolute values (Gershgorin).
    const products = gram(rows, size, SIZE);
    gain[0] = 1;
    for (let i = 0; i < size; i++) {
      let sum = 0;
      for (let j = 0; j < size; j++) sum += Math.abs(products[i * size + j]!);
      gain[0] = Math.max(gain[0], sum);
    }
  },
});

/**
 * Looks for directions of great variance of drawings, greatest about first: two rounds of orthogonal iteration from
 * waves. The basis is there when all `basisStages` are done.
 * @param count of the drawings
 * @param size how many directions, a multiple of 32, at most 784
 * @param isShared whether other threads take part
 */
export function createBasisSearch(count: number, size: number, isShared: boolean): BasisSearch {
  const Buffer = isShared ? SharedArrayBuffer : ArrayBuffer;
  const taken = Math.min(SAMPLE, count);
  const directions = new Float64Array(new Buffer(8 * size * SIZE));
  directions.set(waves(size));
  return {
    basis: {
      rows: new Int16Array(new Buffer(2 * size * SIZE)),
      size,
      gain: new Float64Array(new Buffer(8)),
    },
    taken,
    sample: new Uint8Array(new Buffer(taken * SIZE)),
    columns: new Uint8Array(new Buffer(taken * SIZE)),
    directions,
    along: new Int32Array(new Buffer(4 * size * taken)),
    places: new Int16Array(new Buffer(2 * size * taken)),
    scaled: new Int16Array(new Buffer(2 * size * SIZE)),
    factor: new Float64Array(new Buffer(8 * size * size)),
  };
}

/** @param pixels [count, 784] */
export const basisStages = (pixels: Uint8Array, search: BasisSearch): Stage[] => [
  takeSample(pixels, search),
  ...Array.from({ length: ROUNDS }, () => [
    findAlong(search),
    findPlaces(search),
    timesCovariance(search),
    factorize(search),
    orthonormalize(search),
  ]).flat(),
  finish(search),
];
