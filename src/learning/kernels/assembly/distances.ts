/**
 * Products of drawings with drawings, whole numbers: for the distances between them. Eight pixels are multiplied and
 * added in pairs at a time; sums stay below 784 * 255^2, which fits into 32 bits.
 */

/** Bytes of n pixels of two bytes: n << WORD. The pixels of a drawing are a multiple of eight. */
const WORD: i32 = 1;

/** `n` pixels, a multiple of eight, to two bytes each. */
export function widenPixels(pixels: i32, words: i32, n: i32): void {
  for (let i = 0; i < n; i += 8)
    v128.store(words + (i << WORD), i16x8.extend_low_i8x16_u(v128.load64_zero(pixels + i)));
}

/** The sum of the four parts of a sum. */
function whole(parts: v128): i32 {
  const pairs = i32x4.add(parts, i32x4.shuffle(parts, parts, 2, 3, 0, 1));
  return i32x4.extract_lane(pairs, 0) + i32x4.extract_lane(pairs, 1);
}

/** Products of three drawings a with three drawings b, `bytes` long each, to rows of `products`, `row` bytes apart. */
function block(a: i32, b: i32, bytes: i32, products: i32, row: i32): void {
  const zero = i32x4.splat(0);
  let s00 = zero;
  let s01 = zero;
  let s02 = zero;
  let s10 = zero;
  let s11 = zero;
  let s12 = zero;
  let s20 = zero;
  let s21 = zero;
  let s22 = zero;
  const a1 = bytes;
  const a2 = 2 * bytes;
  for (const end = a + bytes; a < end; a += 16, b += 16) {
    const x0 = v128.load(a);
    const x1 = v128.load(a + a1);
    const x2 = v128.load(a + a2);
    let y = v128.load(b);
    s00 = i32x4.add(s00, i32x4.dot_i16x8_s(x0, y));
    s10 = i32x4.add(s10, i32x4.dot_i16x8_s(x1, y));
    s20 = i32x4.add(s20, i32x4.dot_i16x8_s(x2, y));
    y = v128.load(b + a1);
    s01 = i32x4.add(s01, i32x4.dot_i16x8_s(x0, y));
    s11 = i32x4.add(s11, i32x4.dot_i16x8_s(x1, y));
    s21 = i32x4.add(s21, i32x4.dot_i16x8_s(x2, y));
    y = v128.load(b + a2);
    s02 = i32x4.add(s02, i32x4.dot_i16x8_s(x0, y));
    s12 = i32x4.add(s12, i32x4.dot_i16x8_s(x1, y));
    s22 = i32x4.add(s22, i32x4.dot_i16x8_s(x2, y));
  }
  i32.store(products, whole(s00));
  i32.store(products, whole(s01), 4);
  i32.store(products, whole(s02), 8);
  products += row;
  i32.store(products, whole(s10));
  i32.store(products, whole(s11), 4);
  i32.store(products, whole(s12), 8);
  products += row;
  i32.store(products, whole(s20));
  i32.store(products, whole(s21), 4);
  i32.store(products, whole(s22), 8);
}

/**
 * Products [m, n] of m drawings a, a multiple of three, with n drawings b, too, each of `pixels` pixels
 * of two bytes.
 */
export function multiplyDrawings(a: i32, b: i32, products: i32, m: i32, n: i32, pixels: i32): void {
  const bytes = pixels << WORD;
  for (let j = 0; j < n; j += 3)
    for (let i = 0; i < m; i += 3) block(a + i * bytes, b + j * bytes, bytes, products + ((i * n + j) << 2), n << 2);
}
