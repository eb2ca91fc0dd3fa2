import { instantiate } from './kernels/kernels.ts';

/** Rows of the left matrix that are multiplied at once, a multiple of three: as many as fit into the nearest cache. */
const TILE = 18;
const upToThree = (n: number) => 3 * Math.ceil(n / 3);
const upToEight = (n: number) => 8 * Math.ceil(n / 8);

/** Products of rows of whole numbers. */
export interface RowProducts {
  /** Puts rows in place of those that are there. [n, length] */
  setRight(rows: Int16Array): void;
  /**
   * Of `m` rows with all those on the right: a view that the next call overwrites; sums must fit into 32 bits.
   * @param rows [m, length], m at most 18
   * @returns [m, stride]
   */
  multiply(rows: Int16Array | Uint8Array): Int32Array;
  /** From one row of products to the next: n, or up to two more. */
  readonly stride: number;
  /**
   * The products of the latest call times a factor, rounded: a view that the next call overwrites. The factor is taken
   * to seven digits, and so is the result, before it is rounded.
   * @returns [m, stride]; what is out of range becomes the nearest number of 16 bits
   */
  rounded(factor: number): Int16Array;
}

/**
 * Multiplies by SIMD on 16-bit numbers, exactly, in memory of its own.
 * @param n rows on the right
 * @param length of every row, a multiple of eight
 */
export function createRowProducts(n: number, length: number): RowProducts {
  const stride = upToThree(n);
  const left = 0;
  const right = left + TILE * length * 2;
  const products = right + stride * length * 2;
  const small = products + upToEight(TILE * stride) * 4;
  const end = small + upToEight(TILE * stride) * 2;
  const memory = new WebAssembly.Memory({ initial: Math.ceil(end / 2 ** 16) });
  const { multiplyDrawings, roundProducts } = instantiate(memory, 'simd'); // whole numbers: the same in every set
  let m = 0;
  return {
    stride,
    setRight: (rows) => new Int16Array(memory.buffer, right).set(rows),
    multiply(rows) {
      new Int16Array(memory.buffer, left).set(rows);
      m = rows.length / length;
      multiplyDrawings(left, right, products, upToThree(m), stride, length);
      return new Int32Array(memory.buffer, products, m * stride);
    },
    rounded(factor) {
      roundProducts(products, small, upToEight(m * stride), factor);
      return new Int16Array(memory.buffer, small, m * stride);
    },
  };
}

/** How many rows go into one call. */
export const ROWS_AT_ONCE: number = TILE;
