import { kernels, withScratch } from './instance.ts';
import { panelBytes, ROWS, tileBytes, wideBytes } from './layout.ts';

/** A factor with at least this share of zeros is worth listing its other numbers. */
const MOSTLY_ZEROS = 0.6;
/** Rows that are looked at to tell. */
const PROBE = 16;

/** A matrix as it lies in memory, row by row, or the transposed of it. */
export interface Factor {
  readonly address: number;
  readonly isTransposed: boolean;
}

/** Writes a [m, k] . b [k, n] to the address `c`. */
export function writeProduct(a: Factor, b: Factor, c: number, m: number, k: number, n: number): void {
  const { pack, multiply, multiplyTransposed } = kernels();
  if (!b.isTransposed && (m % 4 === 0 || !a.isTransposed) && isMostlyZeros(a, m, k)) {
    const { multiplySparse, multiplySparseTransposed } = kernels();
    const list = a.isTransposed ? 4 * 8 * (k + 1) : 8 * (k + 3);
    withScratch([wideBytes(k, n), wideBytes(1, n), list], (...scratch) => {
      const run = a.isTransposed ? multiplySparseTransposed : multiplySparse;
      run(a.address, b.address, c, m, k, n, ...scratch);
    });
    return;
  }
  withScratch([panelBytes(k, n), tileBytes(1, ROWS, 1)], (panels = 0, tile = 0) => {
    pack(b.address, b.isTransposed ? 4 : 4 * n, b.isTransposed ? 4 * k : 4, k, n, panels);
    if (a.isTransposed) multiplyTransposed(a.address, panels, c, m, k, n, tile);
    else multiply(a.address, panels, c, m, k, n);
  });
}

function isMostlyZeros(a: Factor, m: number, k: number): boolean {
  const [rows, columns] = a.isTransposed ? [k, m] : [m, k];
  const probed = Math.min(rows, PROBE) * columns;
  const whole = probed - (probed % 4);
  return kernels().countZeros(a.address, whole) > MOSTLY_ZEROS * whole;
}
