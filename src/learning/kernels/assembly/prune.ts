/**
 * What a search for neighbours needs to pass over most drawings: distances between short codes, whole numbers, and the
 * exact distances of the few that remain. A code has an even number of entries of two bytes. Sums are right modulo
 * 2^32: whoever calls sees to it that those which matter fit.
 */

/** Codes that stand side by side: a pair of entries of the first, of the second, ... of the eighth, then the next pair. */
const GROUP: i32 = 8;
/** Bytes of a pair of entries of eight codes. */
const STEP: i32 = 32;
/** Pixels of a drawing; a multiple of 16. */
const PIXELS: i32 = 784;

/** The sum of the four parts of a sum. */
function whole(parts: v128): i32 {
  const pairs = i32x4.add(parts, i32x4.shuffle(parts, parts, 2, 3, 0, 1));
  return i32x4.extract_lane(pairs, 0) + i32x4.extract_lane(pairs, 1);
}

/** `n` products, a multiple of eight, times a factor, rounded to two bytes each. */
export function roundProducts(products: i32, codes: i32, n: i32, factor: f32): void {
  const times = f32x4.splat(factor);
  for (let i = 0; i < n; i += GROUP, products += STEP, codes += 16) {
    const low = f32x4.nearest(f32x4.mul(f32x4.convert_i32x4_s(v128.load(products)), times));
    const high = f32x4.nearest(f32x4.mul(f32x4.convert_i32x4_s(v128.load(products, 16)), times));
    v128.store(codes, i16x8.narrow_i32x4_s(i32x4.trunc_sat_f32x4_s(low), i32x4.trunc_sat_f32x4_s(high)));
  }
}

/** Two vectors of squares of codes, their own and those of a query, to where the distances are gathered. */
@inline
function start(norms: i32, query: i32): v128 {
  return i32x4.add(v128.load(norms), i32x4.splat(query));
}

/**
 * Squared distances [4 tiles, n] of queries, four a tile, to `n` codes, a multiple of eight:
 * |query|^2 + |code|^2 + query . code.
 *
 * @param queries their codes times -2, tile by tile: a pair of entries of each of the four, then the next pair
 * @param queryNorms their squares [4 tiles]
 * @param codes in groups of eight, `pairs` pairs each
 * @param norms their squares [n]
 * @param rows where the distances go, a row for each query
 */
export function codeDistances(
  queries: i32,
  queryNorms: i32,
  tiles: i32,
  codes: i32,
  norms: i32,
  rows: i32,
  n: i32,
  pairs: i32,
): void {
  for (let j = 0; j < n; j += GROUP) {
    for (let t = 0; t < tiles; t++)
      groupDistances(queries + t * (pairs << 4), queryNorms + (t << 4), codes, norms, rows + t * (n << 4), n << 2, pairs);
    codes += STEP * pairs;
    norms += STEP;
    rows += STEP;
  }
}

/** Those of a tile to a group; rows are `row` bytes apart. */
@inline
function groupDistances(
  queries: i32,
  queryNorms: i32,
  codes: i32,
  norms: i32,
  rows: i32,
  row: i32,
  pairs: i32,
): void {
  const q0 = i32.load(queryNorms);
  const q1 = i32.load(queryNorms, 4);
  const q2 = i32.load(queryNorms, 8);
  const q3 = i32.load(queryNorms, 12);
  let s00 = start(norms, q0);
  let s01 = start(norms + 16, q0);
  let s10 = start(norms, q1);
  let s11 = start(norms + 16, q1);
  let s20 = start(norms, q2);
  let s21 = start(norms + 16, q2);
  let s30 = start(norms, q3);
  let s31 = start(norms + 16, q3);
  for (const end = codes + STEP * pairs; codes < end; codes += STEP, queries += 16) {
    const x0 = v128.load(codes);
    const x1 = v128.load(codes, 16);
    let y = v128.load32_splat(queries);
    s00 = i32x4.add(s00, i32x4.dot_i16x8_s(x0, y));
    s01 = i32x4.add(s01, i32x4.dot_i16x8_s(x1, y));
    y = v128.load32_splat(queries, 4);
    s10 = i32x4.add(s10, i32x4.dot_i16x8_s(x0, y));
    s11 = i32x4.add(s11, i32x4.dot_i16x8_s(x1, y));
    y = v128.load32_splat(queries, 8);
    s20 = i32x4.add(s20, i32x4.dot_i16x8_s(x0, y));
    s21 = i32x4.add(s21, i32x4.dot_i16x8_s(x1, y));
    y = v128.load32_splat(queries, 12);
    s30 = i32x4.add(s30, i32x4.dot_i16x8_s(x0, y));
    s31 = i32x4.add(s31, i32x4.dot_i16x8_s(x1, y));
  }
  v128.store(rows, s00);
  v128.store(rows, s01, 16);
  rows += row;
  v128.store(rows, s10);
  v128.store(rows, s11, 16);
  rows += row;
  v128.store(rows, s20);
  v128.store(rows, s21, 16);
  rows += row;
  v128.store(rows, s30);
  v128.store(rows, s31, 16);
}

/**
 * The `most` smallest of `n` values, n a multiple of eight and at least `most`: their positions to `found`, smallest
 * value first; the values go to `least`.
 */
export function smallest(values: i32, n: i32, most: i32, least: i32, found: i32): void {
  let filled = 0;
  let worst: i32 = i32.MAX_VALUE;
  for (let j = 0; j < n; j += GROUP) {
    const at = values + (j << 2);
    const limit = i32x4.splat(worst);
    const low = v128.or(i32x4.lt_s(v128.load(at), limit), i32x4.lt_s(v128.load(at, 16), limit));
    if (filled == most && !v128.any_true(low)) continue;
    for (let lane = 0; lane < GROUP; lane++) {
      const value = i32.load(at + (lane << 2));
      if (filled == most && value >= worst) continue;
      if (filled < most) filled++;
      let place = filled - 1;
      for (; place > 0 && i32.load(least + ((place - 1) << 2)) > value; place--) {
        i32.store(least + (place << 2), i32.load(least + ((place - 1) << 2)));
        i32.store(found + (place << 2), i32.load(found + ((place - 1) << 2)));
      }
      i32.store(least + (place << 2), value);
      i32.store(found + (place << 2), j + lane);
      if (filled == most) worst = i32.load(least + ((most - 1) << 2));
    }
  }
}

/**
 * Of the drawings from `begin` up to `end`, multiples of eight, writes to `found` those whose distance, begun in
 * `values`, is at most `near`, and at most `limit` when the rest of their codes is added; how many, ascending.
 *
 * @param query the rest of its code times -2 [entries]
 * @param queryNorm the square of that rest
 * @param codes the rest of all codes, one after the other [n, entries]; `entries` is a multiple of 32
 * @param norms their squares [n]
 */
export function within(
  values: i32,
  begin: i32,
  end: i32,
  near: i32,
  limit: i32,
  query: i32,
  queryNorm: i32,
  codes: i32,
  norms: i32,
  entries: i32,
  found: i32,
): i32 {
  const most = i32x4.splat(near);
  const bytes = entries << 1;
  let to = found;
  for (let j = begin; j < end; j += GROUP) {
    const at = values + (j << 2);
    const low = i32x4.le_s(v128.load(at), most);
    const high = i32x4.le_s(v128.load(at, 16), most);
    if (!v128.any_true(v128.or(low, high))) continue;
    for (let mask = i32x4.bitmask(low) | (i32x4.bitmask(high) << 4); mask != 0; mask &= mask - 1) {
      const lane = ctz(mask);
      let code = codes + (j + lane) * bytes;
      let even = i32x4.splat(0);
      let odd = i32x4.splat(0);
      for (let q = query, last = query + bytes; q < last; q += 64, code += 64) {
        even = i32x4.add(even, i32x4.dot_i16x8_s(v128.load(q), v128.load(code)));
        odd = i32x4.add(odd, i32x4.dot_i16x8_s(v128.load(q, 16), v128.load(code, 16)));
        even = i32x4.add(even, i32x4.dot_i16x8_s(v128.load(q, 32), v128.load(code, 32)));
        odd = i32x4.add(odd, i32x4.dot_i16x8_s(v128.load(q, 48), v128.load(code, 48)));
      }
      const rest = queryNorm + i32.load(norms + ((j + lane) << 2)) + whole(i32x4.add(even, odd));
      i32.store(to, j + lane);
      to += i32(i32.load(at + (lane << 2)) + rest <= limit) << 2;
    }
  }
  return (to - found) >> 2;
}

/** Squared distances between a drawing and `n` others, listed by their places in `drawings`, pixel by pixel. */
export function pixelDistances(drawing: i32, drawings: i32, list: i32, n: i32, distances: i32): void {
  for (let i = 0; i < n; i++) {
    let even = i32x4.splat(0);
    let odd = i32x4.splat(0);
    let other = drawings + i32.load(list + (i << 2)) * PIXELS;
    for (let p = 0; p < PIXELS; p += 16, other += 16) {
      const x = v128.load(drawing + p);
      const y = v128.load(other);
      const away = v128.or(i8x16.sub_sat_u(x, y), i8x16.sub_sat_u(y, x));
      const low = i16x8.extend_low_i8x16_u(away);
      const high = i16x8.extend_high_i8x16_u(away);
      even = i32x4.add(even, i32x4.dot_i16x8_s(low, low));
      odd = i32x4.add(odd, i32x4.dot_i16x8_s(high, high));
    }
    i32.store(distances + (i << 2), whole(i32x4.add(even, odd)));
  }
}
