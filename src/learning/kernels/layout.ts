/** Sizes of what the kernels keep in memory; the numbers are those of `assembly/product.ts` and `sparse.ts`. */

/** Rows of a tile. */
export const ROWS = 5;
/** Columns of a tile, and of a panel. */
const COLUMNS = 8;

/** Bytes of a matrix [k, n] of floats in panels. */
export const panelBytes = (k: number, n: number) => 4 * k * COLUMNS * Math.ceil(n / COLUMNS);

/** Bytes of the tiles that cover rows in stretches of `length`, `stretches` of them, and n columns. */
export const tileBytes = (stretches: number, length: number, n: number) =>
  4 * ROWS * COLUMNS * stretches * Math.ceil(length / ROWS) * Math.ceil(n / COLUMNS);

/** Columns that the kernels for mostly blank factors treat at once: a stripe. */
export const STRIPE = 52;

/** Bytes of a matrix [k, n] of floats in rows of whole stripes. */
export const wideBytes = (k: number, n: number) => 4 * k * STRIPE * Math.ceil(n / STRIPE);
