/**
 * Products of drawings with rows of whole numbers, 16 bits each, from lists of their ink: of two neighbouring pixels
 * that are multiplied and added at once, two of three pairs are blank. Sums must fit into 32 bits.
 */

/** Pixels that are looked at together. */
const TOGETHER: i32 = 16;
/** Bytes of an entry of a list: both pixels in 16 bits each, and how far the pair's factors are into a stripe. */
const ENTRY: i32 = 8;
/** Rows whose products are summed together. */
const STRIPE: i32 = 32;
/** Bytes of the factors of a pair in a stripe. */
const FACTORS: i32 = STRIPE << 2;

/** Lists the pairs of a drawing of `pixels` bytes, a multiple of sixteen, that have ink. @returns where the list ends */
function listPairs(drawing: i32, pixels: i32, list: i32): i32 {
  for (let first = 0; first < pixels; first += TOGETHER) {
    const inked = i16x8.ne(v128.load(drawing + first), i16x8.splat(0));
    for (let mask = i16x8.bitmask(inked); mask != 0; mask &= mask - 1) {
      const pixel = first + (ctz(mask) << 1);
      const pair = <i32>load<u16>(drawing + pixel);
      i32.store(list, (pair & 0xff) | ((pair >> 8) << 16));
      i32.store(list, (pixel >> 1) * FACTORS, 4);
      list += ENTRY;
    }
  }
  return list;
}

/**
 * Lays rows [n, pixels] out for `multiplyPairs`: in stripes of 32 rows, n a multiple of that, pair by pair.
 */
export function layPairs(rows: i32, n: i32, pixels: i32, factors: i32): void {
  for (let j = 0; j < n; j += STRIPE)
    for (let pixel = 0; pixel < pixels; pixel += 2)
      for (let r = j; r < j + STRIPE; r++, factors += 4)
        i32.store(factors, i32.load(rows + ((r * pixels + pixel) << 1)));
}

/** Products of one drawing with the rows of a stripe. */
function sumStripe(list: i32, end: i32, stripe: i32, products: i32): void {
  let s0 = i32x4.splat(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  let s4 = s0;
  let s5 = s0;
  let s6 = s0;
  let s7 = s0;
  for (; list < end; list += ENTRY) {
    const pair = v128.load32_splat(list);
    const at = stripe + i32.load(list, 4);
    s0 = i32x4.add(s0, i32x4.dot_i16x8_s(pair, v128.load(at)));
    s1 = i32x4.add(s1, i32x4.dot_i16x8_s(pair, v128.load(at, 16)));
    s2 = i32x4.add(s2, i32x4.dot_i16x8_s(pair, v128.load(at, 32)));
    s3 = i32x4.add(s3, i32x4.dot_i16x8_s(pair, v128.load(at, 48)));
    s4 = i32x4.add(s4, i32x4.dot_i16x8_s(pair, v128.load(at, 64)));
    s5 = i32x4.add(s5, i32x4.dot_i16x8_s(pair, v128.load(at, 80)));
    s6 = i32x4.add(s6, i32x4.dot_i16x8_s(pair, v128.load(at, 96)));
    s7 = i32x4.add(s7, i32x4.dot_i16x8_s(pair, v128.load(at, 112)));
  }
  v128.store(products, s0);
  v128.store(products, s1, 16);
  v128.store(products, s2, 32);
  v128.store(products, s3, 48);
  v128.store(products, s4, 64);
  v128.store(products, s5, 80);
  v128.store(products, s6, 96);
  v128.store(products, s7, 112);
}

/**
 * Products [m, n] of m drawings of `pixels` bytes each, a multiple of sixteen, with n rows as `layPairs` lays them.
 * Scratch: `lists`, 4 bytes a pixel of all drawings; `ends`, 4 bytes a drawing.
 */
export function multiplyPairs(
  drawings: i32,
  m: i32,
  pixels: i32,
  factors: i32,
  n: i32,
  products: i32,
  lists: i32,
  ends: i32,
): void {
  const room = pixels << 2;
  for (let i = 0; i < m; i++) i32.store(ends + (i << 2), listPairs(drawings + i * pixels, pixels, lists + i * room));
  const stripe = (pixels >> 1) * FACTORS;
  // A stripe stays in the nearest cache.
  for (let j = 0; j < n; j += STRIPE, factors += stripe, products += FACTORS)
    for (let i = 0; i < m; i++) sumStripe(lists + i * room, i32.load(ends + (i << 2)), factors, products + i * (n << 2));
}
