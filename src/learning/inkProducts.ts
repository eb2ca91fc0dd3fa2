import { instantiate } from './kernels/kernels.ts';

/** Drawings that are multiplied at once. */
const TILE = 16;

/** Products of drawings with rows of whole numbers. */
export interface InkProducts {
  /** Puts rows in place of those that are there. [n, length] */
  setRows(rows: Int16Array): void;
  /**
   * Of `m` drawings with all rows: a view that the next call overwrites; sums must fit into 32 bits.
   * @param drawings [m, length], m at most 16
   * @returns [m, n]
   */
  multiply(drawings: Uint8Array): Int32Array;
  /**
   * The products of the latest call times a factor, rounded: a view that the next call overwrites. The factor is taken
   * to seven digits, and so is the result, before it is rounded.
   * @returns [m, n]; what is out of range becomes the nearest number of 16 bits
   */
  rounded(factor: number): Int16Array;
}

/**
 * Multiplies by SIMD on 16-bit numbers, exactly, in memory of its own; passes over pairs of pixels without ink.
 * @param n rows, a multiple of 32
 * @param length of every row, a multiple of sixteen
 */
export function createInkProducts(n: number, length: number): InkProducts {
  const drawing = 0;
  const lists = drawing + TILE * length;
  const ends = lists + TILE * length * 4;
  const factors = ends + TILE * 4;
  const products = factors + n * length * 2;
  const small = products + TILE * n * 4;
  const rows = small + TILE * n * 2;
  const end = rows + n * length * 2;
  const memory = new WebAssembly.Memory({ initial: Math.ceil(end / 2 ** 16) });
  const { layPairs, multiplyPairs, roundProducts } = instantiate(memory, 'simd'); // whole numbers: the same in every set
  let m = 0;
  return {
    setRows(from) {
      new Int16Array(memory.buffer, rows).set(from);
      layPairs(rows, n, length, factors);
    },
    multiply(drawings) {
      new Uint8Array(memory.buffer, drawing).set(drawings);
      m = drawings.length / length;
      multiplyPairs(drawing, m, length, factors, n, products, lists, ends);
      return new Int32Array(memory.buffer, products, m * n);
    },
    rounded(factor) {
      roundProducts(products, small, m * n, factor);
      return new Int16Array(memory.buffer, small, m * n);
    },
  };
}

/** How many drawings go into one call. */
export const DRAWINGS_AT_ONCE: number = TILE;
