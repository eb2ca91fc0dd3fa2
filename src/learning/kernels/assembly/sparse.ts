/**
 * Products whose first factor is mostly zeros, as drawings are: the same sums in the same order, with the zeros left
 * out. Each row of the first factor becomes a list of its other numbers.
 */

import { fused } from './fused';

/** A number of a list, and how many bytes into the second factor the row is that it is multiplied with. */
export const ENTRY: i32 = 8;
/** Columns that stay in registers. */
export const STRIPE: i32 = 52;

/** How many of the first `n` floats, a multiple of four, are zero. */
export function countZeros(a: i32, n: i32): i32 {
  let count = i32x4.splat(0);
  for (const end = a + (n << 2); a < end; a += 16)
    count = i32x4.sub(count, f32x4.eq(v128.load(a), f32x4.splat(0))); // true is -1
  const pairs = i32x4.add(count, i32x4.shuffle(count, count, 2, 3, 0, 1));
  return i32x4.extract_lane(pairs, 0) + i32x4.extract_lane(pairs, 1);
}

/** Copies b [k, n] to rows of whole stripes. Numbers beyond the last column are whatever was there. */
function widen(b: i32, k: i32, n: i32, wide: i32): void {
  const row = stripes(n) * STRIPE;
  for (let i = 0; i < k; i++) memory.copy(wide + ((i * row) << 2), b + ((i * n) << 2), n << 2);
}

/** Stripes of n columns. */
export function stripes(n: i32): i32 {
  return (n + STRIPE - 1) / STRIPE;
}

/** One stripe of the sum over a list of number times row. */
export function sumStripe(list: i32, end: i32, b: i32, to: i32): void {
  const zero = f32x4.splat(0);
  let s0 = zero;
  let s1 = zero;
  let s2 = zero;
  let s3 = zero;
  let s4 = zero;
  let s5 = zero;
  let s6 = zero;
  let s7 = zero;
  let s8 = zero;
  let s9 = zero;
  let s10 = zero;
  let s11 = zero;
  let s12 = zero;
  for (; list < end; list += ENTRY) {
    const factor = v128.load32_splat(list);
    const row = b + i32.load(list, 4);
    s0 = fused(s0, factor, v128.load(row));
    s1 = fused(s1, factor, v128.load(row, 16));
    s2 = fused(s2, factor, v128.load(row, 32));
    s3 = fused(s3, factor, v128.load(row, 48));
    s4 = fused(s4, factor, v128.load(row, 64));
    s5 = fused(s5, factor, v128.load(row, 80));
    s6 = fused(s6, factor, v128.load(row, 96));
    s7 = fused(s7, factor, v128.load(row, 112));
    s8 = fused(s8, factor, v128.load(row, 128));
    s9 = fused(s9, factor, v128.load(row, 144));
    s10 = fused(s10, factor, v128.load(row, 160));
    s11 = fused(s11, factor, v128.load(row, 176));
    s12 = fused(s12, factor, v128.load(row, 192));
  }
  v128.store(to, s0);
  v128.store(to, s1, 16);
  v128.store(to, s2, 32);
  v128.store(to, s3, 48);
  v128.store(to, s4, 64);
  v128.store(to, s5, 80);
  v128.store(to, s6, 96);
  v128.store(to, s7, 112);
  v128.store(to, s8, 128);
  v128.store(to, s9, 144);
  v128.store(to, s10, 160);
  v128.store(to, s11, 176);
  v128.store(to, s12, 192);
}

/** One row of the product. */
function sumRow(list: i32, end: i32, b: i32, n: i32, sums: i32, c: i32): void {
  const width = stripes(n) * STRIPE;
  for (let j = 0; j < width; j += STRIPE) sumStripe(list, end, b + (j << 2), sums + (j << 2));
  memory.copy(c, sums, n << 2);
}

/**
 * c [m, n] = a [m, k] . b [k, n]. Scratch: `wide`, k rows of n floats rounded up to stripes of 52; `sums`, one such
 * row; `list`, eight bytes for each of k + 3.
 */
export function multiplySparse(a: i32, b: i32, c: i32, m: i32, k: i32, n: i32, wide: i32, sums: i32, list: i32): void {
  widen(b, k, n, wide);
  const row = (stripes(n) * STRIPE) << 2;
  for (let i = 0; i < m; i++, c += n << 2) {
    let end = list;
    let offset = 0;
    const stop = a + (k << 2);
    for (; a + 16 <= stop; a += 16, offset += 4 * row) {
      const four = v128.load(a);
      if (!v128.any_true(four)) continue;
      const isZero = f32x4.eq(four, f32x4.splat(0));
      f32.store(end, f32x4.extract_lane(four, 0));
      i32.store(end, offset, 4);
      end += (1 + i32x4.extract_lane(isZero, 0)) * ENTRY;
      f32.store(end, f32x4.extract_lane(four, 1));
      i32.store(end, offset + row, 4);
      end += (1 + i32x4.extract_lane(isZero, 1)) * ENTRY;
      f32.store(end, f32x4.extract_lane(four, 2));
      i32.store(end, offset + 2 * row, 4);
      end += (1 + i32x4.extract_lane(isZero, 2)) * ENTRY;
      f32.store(end, f32x4.extract_lane(four, 3));
      i32.store(end, offset + 3 * row, 4);
      end += (1 + i32x4.extract_lane(isZero, 3)) * ENTRY;
    }
    for (; a < stop; a += 4, offset += row) {
      const one = f32.load(a);
      f32.store(end, one);
      i32.store(end, offset, 4);
      end += i32(one != 0) * ENTRY;
    }
    sumRow(list, end, wide, n, sums, c);
  }
}

/**
 * c [m, n] = a^T . b, with a [k, m], m a multiple of four. Scratch: `wide`, k rows of n floats rounded up to stripes of 52;
 * `sums`, one such row; `lists`, four times eight bytes for each of k + 1.
 */
export function multiplySparseTransposed(
  a: i32,
  b: i32,
  c: i32,
  m: i32,
  k: i32,
  n: i32,
  wide: i32,
  sums: i32,
  lists: i32,
): void {
  widen(b, k, n, wide);
  const row = (stripes(n) * STRIPE) << 2;
  const list1 = lists + (k + 1) * ENTRY;
  const list2 = list1 + (k + 1) * ENTRY;
  const list3 = list2 + (k + 1) * ENTRY;
  const line = n << 2;
  // Four columns of a at a time.
  for (let i = 0; i < m; i += 4, c += 4 * line) {
    let end0 = lists;
    let end1 = list1;
    let end2 = list2;
    let end3 = list3;
    let from = a + (i << 2);
    for (let l = 0, offset = 0; l < k; l++, offset += row, from += m << 2) {
      const four = v128.load(from);
      if (!v128.any_true(four)) continue;
      const isZero = f32x4.eq(four, f32x4.splat(0));
      f32.store(end0, f32x4.extract_lane(four, 0));
      i32.store(end0, offset, 4);
      end0 += (1 + i32x4.extract_lane(isZero, 0)) * ENTRY;
      f32.store(end1, f32x4.extract_lane(four, 1));
      i32.store(end1, offset, 4);
      end1 += (1 + i32x4.extract_lane(isZero, 1)) * ENTRY;
      f32.store(end2, f32x4.extract_lane(four, 2));
      i32.store(end2, offset, 4);
      end2 += (1 + i32x4.extract_lane(isZero, 2)) * ENTRY;
      f32.store(end3, f32x4.extract_lane(four, 3));
      i32.store(end3, offset, 4);
      end3 += (1 + i32x4.extract_lane(isZero, 3)) * ENTRY;
    }
    sumRow(lists, end0, wide, n, sums, c);
    sumRow(list1, end1, wide, n, sums, c + line);
    sumRow(list2, end2, wide, n, sums, c + 2 * line);
    sumRow(list3, end3, wide, n, sums, c + 3 * line);
  }
}
