/**
 * Products with drawings, two of three pixels of which are blank, from lists of their ink: by drawing for the layer that
 * sees them, by pixel for the gradients of its weights. The same sums in the same order as of all pixels.
 */
import { ENTRY, STRIPE, stripes, sumStripe } from './sparse';

/** Pixels that are looked at together: where all are blank, all are passed over. */
const TOGETHER: i32 = 8;
/** Bytes of a row of a stripe. */
const ROW: i32 = STRIPE << 2;

/**
 * Lists the ink of `n` drawings of `pixels` bytes each, a multiple of eight, in reading order: at `places` which pixels
 * they are (16 bits), at `bytes` their values, and at `firsts` [n + 1] how many come before each drawing (32 bits).
 * Room for an entry more than there is ink.
 */
export function gatherInk(drawings: i32, n: i32, pixels: i32, firsts: i32, places: i32, bytes: i32): void {
  let count = 0;
  for (let i = 0; i < n; i++, firsts += 4) {
    i32.store(firsts, count);
    for (let first = 0; first < pixels; first += TOGETHER, drawings += TOGETHER) {
      if (load<u64>(drawings) == 0) continue;
      for (let q = 0; q < TOGETHER; q++) {
        const byte = load<u8>(drawings + q);
        // Written in any case, and kept where there is ink: no branch that cannot be predicted.
        store<u16>(places + (count << 1), <u16>(first + q));
        store<u8>(bytes + count, byte);
        count += i32(byte != 0);
      }
    }
  }
  i32.store(firsts, count);
}

/**
 * Lists the ink, 0..1, of those drawings whose `indices` (32 bits) are given, [m], twice: at `byDrawing` with how far
 * the pixel's weights are into a stripe, and at `byPixel` with how far the drawing's gradients are into one. `starts`
 * [m + 1] and `pixelStarts` [pixels + 1] take where each list begins and the one before it ends. Room for
 * 8 bytes for each pixel of each drawing at both, and for 256 floats at `inks`.
 */
export function listInk(
  firsts: i32,
  places: i32,
  bytes: i32,
  indices: i32,
  m: i32,
  pixels: i32,
  byDrawing: i32,
  starts: i32,
  byPixel: i32,
  pixelStarts: i32,
  inks: i32,
): void {
  for (let i = 0; i < 256; i++) f32.store(inks + (i << 2), <f32>i / 255);
  memory.fill(pixelStarts, 0, (pixels + 1) << 2);
  let end = byDrawing;
  for (let i = 0; i < m; i++) {
    i32.store(starts + (i << 2), end);
    const drawing = firsts + (i32.load(indices + (i << 2)) << 2);
    const stop = i32.load(drawing, 4);
    for (let at = i32.load(drawing); at < stop; at++, end += ENTRY) {
      const pixel = <i32>load<u16>(places + (at << 1));
      const count = pixelStarts + (pixel << 2);
      f32.store(end, f32.load(inks + (<i32>load<u8>(bytes + at) << 2)));
      i32.store(end, pixel * ROW, 4);
      i32.store(count, i32.load(count, 4) + 1, 4);
    }
  }
  i32.store(starts + (m << 2), end);

  // Counts become where the lists begin, and, as they fill, where the next ones do.
  i32.store(pixelStarts, byPixel);
  let begin = byPixel;
  for (let pixel = 1; pixel <= pixels; pixel++) {
    const count = i32.load(pixelStarts + (pixel << 2));
    i32.store(pixelStarts + (pixel << 2), begin);
    begin += count * ENTRY;
  }
  let entry = byDrawing;
  for (let i = 0, offset = 0; i < m; i++, offset += ROW) {
    const drawing = firsts + (i32.load(indices + (i << 2)) << 2);
    const stop = i32.load(drawing, 4);
    for (let at = i32.load(drawing); at < stop; at++, entry += ENTRY) {
      const cursor = pixelStarts + (<i32>load<u16>(places + (at << 1)) << 2);
      const to = i32.load(cursor, 4);
      f32.store(to, f32.load(entry));
      i32.store(to, offset, 4);
      i32.store(cursor, to + ENTRY, 4);
    }
  }
}

/**
 * Lays b [k, n] out stripe by stripe, each k rows of 52 floats, so that a stripe of few rows stays in the nearest cache.
 * Numbers beyond the last column are whatever was there.
 */
function layStripes(b: i32, k: i32, n: i32, to: i32): void {
  for (let j = 0; j < n; j += STRIPE)
    for (let i = 0; i < k; i++, to += ROW) {
      const from = b + ((i * n + j) << 2);
      if (i * n + j + STRIPE > k * n) memory.copy(to, from, min(STRIPE, n - j) << 2);
      else for (let at = 0; at < ROW; at += 16) v128.store(to + at, v128.load(from + at));
    }
}

/**
 * c [m, n] = the product of a factor, given as m lists that begin at `starts` [m + 1], and b [k, n]. Scratch: `wide`, k
 * rows of n floats rounded up to stripes of 52; `sums`, one such row.
 */
export function multiplyListed(starts: i32, b: i32, c: i32, m: i32, k: i32, n: i32, wide: i32, sums: i32): void {
  layStripes(b, k, n, wide);
  // From the last stripe to the first: what the last stores beyond the last column, others write over.
  for (let j = (stripes(n) - 1) * STRIPE; j >= 0; j -= STRIPE) {
    const stripe = wide + (j << 2) * k;
    for (let i = 0, at = starts; i < m; i++, at += 4) {
      const list = i32.load(at);
      const end = i32.load(at, 4);
      const to = c + ((i * n + j) << 2);
      if (i * n + j + STRIPE <= m * n) sumStripe(list, end, stripe, to);
      else {
        sumStripe(list, end, stripe, sums);
        memory.copy(to, sums, min(STRIPE, n - j) << 2);
      }
    }
  }
}
