/**
 * Products of matrices, c = a . b, and what is one in disguise: convolutions and their gradients.
 *
 * Every sum is taken in the order of its index, one product after the other, each rounded to float32: the same
 * order and rounding as in the WebAssembly backend of TensorFlow.js, so that results agree bit for bit.
 * Tiles of five rows by eight columns stay in registers. The matrix b is packed in panels of eight columns.
 */

/** Rows of a tile. */
import { fused } from "./fused";
export const ROWS: i32 = 5;
/** Columns of a tile, and of a panel. */
export const COLUMNS: i32 = 8;

/**
 * Lays b [k, n] out as panels, [ceil(n / 8), k, 8], with zeros beyond the last column. Elements of b are `step` bytes
 * apart in a column, and `across` bytes in a row.
 */
export function pack(b: i32, step: i32, across: i32, k: i32, n: i32, panels: i32): void {
  for (let first = 0; first < n; first += COLUMNS) {
    const width = min(COLUMNS, n - first);
    for (let i = 0; i < k; i++) {
      let from = b + i * step + first * across;
      for (let j = 0; j < width; j++) {
        f32.store(panels + (j << 2), f32.load(from));
        from += across;
      }
      for (let j = width; j < COLUMNS; j++) f32.store(panels + (j << 2), 0);
      panels += COLUMNS << 2;
    }
  }
}

/** Stores the first `count` of four floats. */
export function storeSome(to: i32, values: v128, count: i32): void {
  if (count >= 4) {
    v128.store(to, values);
    return;
  }
  f32.store(to, f32x4.extract_lane(values, 0));
  if (count > 1) f32.store(to, f32x4.extract_lane(values, 1), 4);
  if (count > 2) f32.store(to, f32x4.extract_lane(values, 2), 8);
}

/** Stores the first `width` of eight columns. */
export function storeColumns(c: i32, width: i32, low: v128, high: v128): void {
  if (width >= COLUMNS) {
    v128.store(c, low);
    v128.store(c, high, 16);
    return;
  }
  if (width >= 4) {
    v128.store(c, low);
    low = high;
    c += 16;
    width -= 4;
  }
  if (width > 0) f32.store(c, f32x4.extract_lane(low, 0));
  if (width > 1) f32.store(c, f32x4.extract_lane(low, 1), 4);
  if (width > 2) f32.store(c, f32x4.extract_lane(low, 2), 8);
}

/**
 * One tile of c = a . b, where k runs over `runs` stretches of `length` floats each, `run` bytes apart, the same in
 * every row of a: for a plain product one stretch, for a convolution one for each row of the filter. Stretches with
 * their bit set in `blank` are known to be zeros and are passed over.
 */
export function tile(
  a: i32,
  row: i32,
  rows: i32,
  runs: i32,
  run: i32,
  length: i32,
  blank: i32,
  b: i32,
  c: i32,
  cRow: i32,
  width: i32,
): void {
  // Rows beyond the last are the last one again, and not stored.
  const row1 = row * min(1, rows - 1);
  const row2 = row * min(2, rows - 1);
  const row3 = row * min(3, rows - 1);
  const row4 = row * min(4, rows - 1);
  let c00 = f32x4.splat(0);
  let c01 = c00;
  let c10 = c00;
  let c11 = c00;
  let c20 = c00;
  let c21 = c00;
  let c30 = c00;
  let c31 = c00;
  let c40 = c00;
  let c41 = c00;
  for (let r = 0; r < runs; r++) {
    if ((blank >> r) & 1) {
      a += run;
      b += length << 5;
      continue;
    }
    let a0 = a;
    let a1 = a + row1;
    let a2 = a + row2;
    let a3 = a + row3;
    let a4 = a + row4;
    const end = a + (length << 2);
    while (a0 < end) {
      const b0 = v128.load(b);
      const b1 = v128.load(b, 16);
      b += 32;
      let x = v128.load32_splat(a0);
      c00 = fused(c00, x, b0);
      c01 = fused(c01, x, b1);
      x = v128.load32_splat(a1);
      c10 = fused(c10, x, b0);
      c11 = fused(c11, x, b1);
      x = v128.load32_splat(a2);
      c20 = fused(c20, x, b0);
      c21 = fused(c21, x, b1);
      x = v128.load32_splat(a3);
      c30 = fused(c30, x, b0);
      c31 = fused(c31, x, b1);
      x = v128.load32_splat(a4);
      c40 = fused(c40, x, b0);
      c41 = fused(c41, x, b1);
      a0 += 4;
      a1 += 4;
      a2 += 4;
      a3 += 4;
      a4 += 4;
    }
    a += run;
  }
  storeColumns(c, width, c00, c01);
  if (rows > 1) storeColumns(c + cRow, width, c10, c11);
  if (rows > 2) storeColumns(c + cRow * 2, width, c20, c21);
  if (rows > 3) storeColumns(c + cRow * 3, width, c30, c31);
  if (rows > 4) storeColumns(c + cRow * 4, width, c40, c41);
}

/** c [m, n] = a [m, k] . b [k, n], all rows side by side in memory, b packed. */
export function multiply(a: i32, panels: i32, c: i32, m: i32, k: i32, n: i32): void {
  for (let i = 0; i < m; i += ROWS) {
    let b = panels;
    for (let j = 0; j < n; j += COLUMNS) {
      tile(a + ((i * k) << 2), k << 2, min(ROWS, m - i), 1, 0, k, 0, b, c + ((i * n + j) << 2), n << 2, min(COLUMNS, n - j));
      b += (k * COLUMNS) << 2;
    }
  }
}

/**
 * One tile of c += a^T . b, c a packed tile [5, 8]: five rows of the transposed a are five neighbouring floats of each
 * row of a. k runs over `runs` stretches of `length` rows of a, which are `row` bytes apart; after each stretch `a`
 * skips `run` bytes from its start.
 */
export function tileTransposed(
  a: i32,
  row: i32,
  runs: i32,
  run: i32,
  length: i32,
  b: i32,
  c: i32,
): void {
  let c00 = v128.load(c);
  let c01 = v128.load(c, 16);
  let c10 = v128.load(c, 32);
  let c11 = v128.load(c, 48);
  let c20 = v128.load(c, 64);
  let c21 = v128.load(c, 80);
  let c30 = v128.load(c, 96);
  let c31 = v128.load(c, 112);
  let c40 = v128.load(c, 128);
  let c41 = v128.load(c, 144);
  for (let r = 0; r < runs; r++) {
    let a0 = a;
    const end = a + row * length;
    while (a0 < end) {
      const b0 = v128.load(b);
      const b1 = v128.load(b, 16);
      b += 32;
      let x = v128.load32_splat(a0);
      c00 = fused(c00, x, b0);
      c01 = fused(c01, x, b1);
      x = v128.load32_splat(a0, 4);
      c10 = fused(c10, x, b0);
      c11 = fused(c11, x, b1);
      x = v128.load32_splat(a0, 8);
      c20 = fused(c20, x, b0);
      c21 = fused(c21, x, b1);
      x = v128.load32_splat(a0, 12);
      c30 = fused(c30, x, b0);
      c31 = fused(c31, x, b1);
      x = v128.load32_splat(a0, 16);
      c40 = fused(c40, x, b0);
      c41 = fused(c41, x, b1);
      a0 += row;
    }
    a += run;
  }
  v128.store(c, c00);
  v128.store(c, c01, 16);
  v128.store(c, c10, 32);
  v128.store(c, c11, 48);
  v128.store(c, c20, 64);
  v128.store(c, c21, 80);
  v128.store(c, c30, 96);
  v128.store(c, c31, 112);
  v128.store(c, c40, 128);
  v128.store(c, c41, 144);
}

/** c [m, n] = a^T . b, with a [k, m] and b packed; room for one tile at `scratch`. */
export function multiplyTransposed(a: i32, panels: i32, c: i32, m: i32, k: i32, n: i32, scratch: i32): void {
  if (m < ROWS) {
    multiplyFew(a, panels, c, m, k, n);
    return;
  }
  for (let i = 0; i < m; i += ROWS) {
    // The last rows once more with some before them, rather than what lies beyond a.
    const first = min(i, m - ROWS);
    for (let j = 0, b = panels; j < n; j += COLUMNS, b += (k * COLUMNS) << 2) {
      memory.fill(scratch, 0, TILE);
      tileTransposed(a + (first << 2), m << 2, 1, 0, k, b, scratch);
      storeTile(scratch, c + ((first * n + j) << 2), n << 2, ROWS, min(COLUMNS, n - j));
    }
  }
}

/** The same for fewer rows than a tile has. */
function multiplyFew(a: i32, panels: i32, c: i32, m: i32, k: i32, n: i32): void {
  for (let i = 0; i < m; i++)
    for (let j = 0; j < n; j++) {
      const b = panels + (((j / COLUMNS) * k * COLUMNS + (j % COLUMNS)) << 2);
      let sum: f32 = 0;
      for (let l = 0; l < k; l++)
        sum += f32.load(a + ((l * m + i) << 2)) * f32.load(b + ((l * COLUMNS) << 2));
      f32.store(c + ((i * n + j) << 2), sum);
    }
}

/** Bytes of a packed tile. */
export const TILE: i32 = (ROWS * COLUMNS) << 2;

/** Copies a packed tile to where it belongs. */
export function storeTile(tile: i32, c: i32, cRow: i32, rows: i32, width: i32): void {
  for (let i = 0; i < rows; i++, tile += COLUMNS << 2, c += cRow)
    storeColumns(c, width, v128.load(tile), v128.load(tile, 16));
}
