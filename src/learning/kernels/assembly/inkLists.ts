/**
 * Products with drawings, two of three pixels of which are blank, from lists of their ink: by drawing for the units that
 * see them, by pixel for the gradients of their weights. Units come in stripes of 52, whose weights [pixels, 52] lie
 * together. The same sums in the same order as of all pixels. An entry of a list has 32 bits: a row of a matrix with 52
 * columns, and behind it eight bits of ink.
 */
import { fused } from './fused';
import { STRIPE } from './sparse';

/** Pixels that are looked at together: where all are blank, all are passed over. */
const TOGETHER: i32 = 8;
/** Bytes of a row of a stripe. */
const ROW: i32 = STRIPE << 2;

/** The ink, 0..1, of every byte. [256] */
export function layInks(inks: i32): void {
  for (let i = 0; i < 256; i++) f32.store(inks + (i << 2), <f32>i / 255);
}

/**
 * Lists the ink of `n` drawings of `pixels` bytes each, a multiple of eight, in reading order, with the pixels as rows.
 * `starts` [n + 1] takes where each list begins and the one before it ends. Room for an entry more than there is ink.
 */
export function listInk(drawings: i32, n: i32, pixels: i32, starts: i32, entries: i32): void {
  for (let i = 0; i < n; i++, starts += 4) {
    i32.store(starts, entries);
    for (let first = 0; first < pixels; first += TOGETHER, drawings += TOGETHER) {
      if (load<u64>(drawings) == 0) continue;
      for (let q = 0; q < TOGETHER; q++) {
        const byte = <i32>load<u8>(drawings + q);
        // Written in any case, and kept where there is ink: no branch that cannot be predicted.
        i32.store(entries, ((first + q) << 8) | byte);
        entries += i32(byte != 0) << 2;
      }
    }
  }
  i32.store(starts, entries);
}

/**
 * Lists the ink of those drawings whose `indices` (32 bits) are given, [m], by pixel, with their places among the m as rows.
 * Each pixel's list has room for m entries from `byPixel` on; `ends` [pixels] takes where it ends.
 */
export function turnInk(indices: i32, m: i32, starts: i32, pixels: i32, byPixel: i32, ends: i32): void {
  for (let pixel = 0; pixel < pixels; pixel++) i32.store(ends + (pixel << 2), byPixel + ((pixel * m) << 2));
  for (let i = 0; i < m; i++) {
    const start = starts + (i32.load(indices + (i << 2)) << 2);
    const stop = i32.load(start, 4);
    const row = i << 8;
    for (let from = i32.load(start); from < stop; from += 4) {
      const entry = i32.load(from);
      const end = ends + ((entry >> 8) << 2);
      const to = i32.load(end);
      i32.store(to, row | (entry & 255));
      i32.store(end, to + 4);
    }
  }
}

/** c [m, 52] = the product of the ink of those drawings whose `indices` (32 bits) are given, [m], and a stripe [pixels, 52]. */
export function sumInk(indices: i32, m: i32, starts: i32, inks: i32, stripe: i32, c: i32): void {
  for (let i = 0; i < m; i++, c += ROW) {
    const start = starts + (i32.load(indices + (i << 2)) << 2);
    sumRows(i32.load(start), i32.load(start, 4), inks, stripe, c);
  }
}

/** c [pixels, 52] = the product of the ink of m drawings that `turnInk` has listed and a matrix [m, 52]. */
export function sumTurned(byPixel: i32, m: i32, ends: i32, pixels: i32, inks: i32, matrix: i32, c: i32): void {
  for (let i = 0; i < pixels; i++, c += ROW, byPixel += m << 2)
    sumRows(byPixel, i32.load(ends + (i << 2)), inks, matrix, c);
}

/** The sum over a list of ink times row. */
function sumRows(list: i32, end: i32, inks: i32, matrix: i32, to: i32): void {
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
  for (; list < end; list += 4) {
    const entry = i32.load(list);
    const ink = v128.load32_splat(inks + ((entry & 255) << 2));
    const row = matrix + (entry >> 8) * ROW;
    s0 = fused(s0, ink, v128.load(row));
    s1 = fused(s1, ink, v128.load(row, 16));
    s2 = fused(s2, ink, v128.load(row, 32));
    s3 = fused(s3, ink, v128.load(row, 48));
    s4 = fused(s4, ink, v128.load(row, 64));
    s5 = fused(s5, ink, v128.load(row, 80));
    s6 = fused(s6, ink, v128.load(row, 96));
    s7 = fused(s7, ink, v128.load(row, 112));
    s8 = fused(s8, ink, v128.load(row, 128));
    s9 = fused(s9, ink, v128.load(row, 144));
    s10 = fused(s10, ink, v128.load(row, 160));
    s11 = fused(s11, ink, v128.load(row, 176));
    s12 = fused(s12, ink, v128.load(row, 192));
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
