/** Short codes of drawings, whose distances are bounds on those of the drawings. */
import { PIXELS } from './classifier.ts';
import { createInkProducts, DRAWINGS_AT_ONCE } from './inkProducts.ts';
import { LENGTH, type PixelBasis } from './pixelBasis.ts';
import type { Stage } from './stages.ts';

/** Entries of the first part of a code, and of the second; multiples of 32. */
export const HEAD = 128;
export const TAIL = 128;
/** Codes that stand side by side in the kernel that compares heads. */
export const GROUP = 8;
/** A code is in halves of a grey level along each direction. At most 2^14, so that twice an entry fits into 16 bits. */
const SCALE = 2;
/** Drawings that a thread encodes at once, a multiple of a group. */
const PORTION = 512;
/** The square of what fills up the last group: beyond every distance. */
const FAR = 2 ** 30;

/** Drawings along the directions of a basis, rounded. */
export interface PixelCodes {
  readonly basis: PixelBasis;
  readonly count: number;
  /** Pairs of entries of eight drawings side by side, in groups of eight. [ceil(count / 8), HEAD / 2, 8, 2] */
  readonly heads: Int16Array;
  readonly tails: Int16Array; // [count, TAIL]
  /** Their squares; those of the drawings that fill up the last group are far away. [8 ceil(count / 8)] */
  readonly headNorms: Int32Array;
  readonly tailNorms: Int32Array; // [count]
}

/** The sum of the squares of the entries from `begin` up to `end`. */
export function squares(code: Int16Array, begin: number, end: number): number {
  let sum = 0;
  for (let i = begin; i < end; i++) sum += code[i]! * code[i]!;
  return sum;
}

/**
 * Calls `take` with the code of each drawing, in order; it is overwritten by the next ones.
 * @param factor of the codes
 */
export function createEncoder({ rows, size }: PixelBasis, factor: number) {
  const products = createInkProducts(size, PIXELS);
  products.setRows(rows);
  return (pixels: Uint8Array, take: (code: Int16Array, at: number) => void): void => {
    const count = pixels.length / PIXELS;
    for (let first = 0; first < count; first += DRAWINGS_AT_ONCE) {
      const end = Math.min(first + DRAWINGS_AT_ONCE, count);
      products.multiply(pixels.subarray(first * PIXELS, end * PIXELS));
      const codes = products.rounded((factor * SCALE) / LENGTH);
      for (let i = first; i < end; i++) take(codes.subarray((i - first) * size, (i - first + 1) * size), i);
    }
  };
}

/**
 * Codes that are not there yet: `encodeStage` writes them.
 * @param isShared whether other threads take part
 */
export function emptyCodes(count: number, basis: PixelBasis, isShared: boolean): PixelCodes {
  const room = GROUP * Math.ceil(count / GROUP);
  const Buffer = isShared ? SharedArrayBuffer : ArrayBuffer;
  return {
    basis,
    count,
    heads: new Int16Array(new Buffer(2 * room * HEAD)),
    tails: new Int16Array(new Buffer(2 * count * TAIL)),
    headNorms: new Int32Array(new Buffer(4 * room)).fill(FAR),
    tailNorms: new Int32Array(new Buffer(4 * count)),
  };
}

/** @param pixels [count, 784] */
export function encodeStage(pixels: Uint8Array, codes: PixelCodes): Stage {
  const { basis, count, heads, tails, headNorms, tailNorms } = codes;
  return {
    portions: Math.ceil(count / PORTION),
    begin() {
      const encode = createEncoder(basis, 1);
      return (portion) => {
        const first = portion * PORTION;
        encode(pixels.subarray(first * PIXELS, (first + PORTION) * PIXELS), (code, at) => {
          const i = first + at;
          const group = (i - (i % GROUP)) * HEAD + 2 * (i % GROUP);
          for (let r = 0; r < HEAD; r++) heads[group + (r >> 1) * (2 * GROUP) + (r & 1)] = code[r]!;
          tails.set(code.subarray(HEAD), i * TAIL);
          headNorms[i] = squares(code, 0, HEAD);
          tailNorms[i] = squares(code, HEAD, HEAD + TAIL);
        });
      };
    },
  };
}

/**
 * The greatest squared distance between the first `entries` of the codes of two drawings that are `squared` apart, or
 * less. With z = basis · drawing, |z - z'|^2 <= gain * squared; an entry of a code is z * SCALE / LENGTH, up to half a
 * unit for the rounding and a hundredth for the seven digits, so that a difference of two is wrong by at most 1.02, and
 * all of them together by that times the root of their number. The last summand makes up for the rounding of squares
 * and of this formula.
 */
export const reach = ({ gain }: PixelBasis, squared: number, entries: number): number =>
  Math.floor(((Math.sqrt(squared * gain[0]!) * SCALE) / LENGTH + 1.02 * Math.sqrt(entries)) ** 2) + 2;
