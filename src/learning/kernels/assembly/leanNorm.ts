/**
 * Batch normalisation, ReLU and 2x2 max pooling in single precision, for networks whose maps are large: what the ReLU
 * lets through and which place of a window wins is found anew on the way back rather than kept, so that maps go through
 * memory as seldom as can be. Channels come in fours. With `pool` the maps' gradients `dy` are those of the windows.
 */
import { fused } from './fused';

const FLOAT: i32 = 2;
const DOUBLE: i32 = 3;
/** Rows whose sums are kept in single precision before they are added up in double. */
const CHUNK: i32 = 64;

/** Adds four floats to four doubles. */
@inline
function addTo(sums: i32, values: v128): void {
  v128.store(sums, f64x2.add(v128.load(sums), f64x2.promote_low_f32x4(values)));
  const high = i32x4.shuffle(values, values, 2, 3, 2, 3);
  v128.store(sums, f64x2.add(v128.load(sums, 16), f64x2.promote_low_f32x4(high)), 16);
}

/** Sums of x [rows, channels], and of x squared, by channel: doubles [channels] at `sums` and at `squares`. */
export function leanSums(x: i32, rows: i32, channels: i32, sums: i32, squares: i32): void {
  memory.fill(sums, 0, channels << DOUBLE);
  memory.fill(squares, 0, channels << DOUBLE);
  const row = channels << FLOAT;
  for (let start = 0; start < rows; start += CHUNK) {
    const count = min(CHUNK, rows - start);
    for (let c = 0; c < channels; c += 4) {
      let at = x + start * row + (c << FLOAT);
      let s0 = f32x4.splat(0);
      let q0 = f32x4.splat(0);
      let s1 = f32x4.splat(0);
      let q1 = f32x4.splat(0);
      let i = 0;
      for (; i + 2 <= count; i += 2, at += 2 * row) {
        const first = v128.load(at);
        const second = v128.load(at + row);
        s0 = f32x4.add(s0, first);
        s1 = f32x4.add(s1, second);
        q0 = fused(q0, first, first);
        q1 = fused(q1, second, second);
      }
      if (i < count) {
        const last = v128.load(at);
        s0 = f32x4.add(s0, last);
        q0 = fused(q0, last, last);
      }
      addTo(sums + (c << DOUBLE), f32x4.add(s0, s1));
      addTo(squares + (c << DOUBLE), f32x4.add(q0, q1));
    }
  }
}

/** x * factor + offset, and `skip` where there is one. */
@inline
function scaled(x: i32, factor: v128, offset: v128, skip: i32): v128 {
  const value = fused(offset, v128.load(x), factor);
  return skip ? f32x4.add(value, v128.load(skip)) : value;
}

/** max(0, x * factor + offset + skip), channel by channel; `skip` is maps like x, or 0 for none. */
export function leanMaps(x: i32, skip: i32, rows: i32, channels: i32, factors: i32, offsets: i32, y: i32): void {
  const zero = f32x4.splat(0);
  const row = channels << FLOAT;
  if (skip)
    for (let i = 0; i < rows; i++)
      for (let c = 0; c < row; c += 16, x += 16, y += 16, skip += 16)
        v128.store(y, f32x4.max(scaled(x, v128.load(factors + c), v128.load(offsets + c), skip), zero));
  else
    for (let i = 0; i < rows; i++)
      for (let c = 0; c < row; c += 16, x += 16, y += 16)
        v128.store(y, f32x4.max(scaled(x, v128.load(factors + c), v128.load(offsets + c), 0), zero));
}

/** The same with 2x2 max pooling after it: maps [n, height / 2, width / 2, channels], rounded down. */
export function leanPooledMaps(
  x: i32,
  skip: i32,
  n: i32,
  height: i32,
  width: i32,
  channels: i32,
  factors: i32,
  offsets: i32,
  y: i32,
): void {
  const zero = f32x4.splat(0);
  const pixel = channels << FLOAT;
  const line = width * pixel;
  const toSkip = skip - x;
  for (let image = 0; image < n; image++)
    for (let down = 0; down < height >> 1; down++)
      for (let across = 0; across < width >> 1; across++) {
        const window = x + (image * height + 2 * down) * line + 2 * across * pixel;
        for (let c = 0; c < pixel; c += 16, y += 16) {
          const at = window + c;
          const factor = v128.load(factors + c);
          const offset = v128.load(offsets + c);
          const from = skip ? at + toSkip : 0;
          const below = skip ? from + line : 0;
          const top = f32x4.max(
            scaled(at, factor, offset, from),
            scaled(at + pixel, factor, offset, skip ? from + pixel : 0),
          );
          const bottom = f32x4.max(
            scaled(at + line, factor, offset, below),
            scaled(at + line + pixel, factor, offset, skip ? below + pixel : 0),
          );
          v128.store(y, f32x4.max(f32x4.max(top, bottom), zero));
        }
      }
}

/**
 * Sums by channel, as doubles [channels], of the gradients that the ReLU lets through, and of their products with x.
 */
export function leanOpenSums(
  x: i32,
  skip: i32,
  dy: i32,
  rows: i32,
  channels: i32,
  factors: i32,
  offsets: i32,
  sums: i32,
  products: i32,
): void {
  memory.fill(sums, 0, channels << DOUBLE);
  memory.fill(products, 0, channels << DOUBLE);
  const zero = f32x4.splat(0);
  const row = channels << FLOAT;
  const toDy = dy - x;
  const toSkip = skip - x;
  for (let start = 0; start < rows; start += CHUNK) {
    const count = min(CHUNK, rows - start);
    for (let c = 0; c < channels; c += 4) {
      const factor = v128.load(factors + (c << FLOAT));
      const offset = v128.load(offsets + (c << FLOAT));
      let at = x + start * row + (c << FLOAT);
      let s = zero;
      let p = zero;
      for (let i = 0; i < count; i++, at += row) {
        const value = scaled(at, factor, offset, skip ? at + toSkip : 0);
        const open = v128.and(v128.load(at + toDy), f32x4.gt(value, zero));
        s = f32x4.add(s, open);
        p = fused(p, open, v128.load(at));
      }
      addTo(sums + (c << DOUBLE), s);
      addTo(products + (c << DOUBLE), p);
    }
  }
}

/** own * g + slope * x + constant, g the gradient that the ReLU lets through; and g to `skipGradient`, unless it is 0. */
export function leanGradients(
  x: i32,
  skip: i32,
  dy: i32,
  rows: i32,
  channels: i32,
  factors: i32,
  offsets: i32,
  own: i32,
  slope: i32,
  constant: i32,
  dx: i32,
  skipGradient: i32,
): void {
  const zero = f32x4.splat(0);
  const row = channels << FLOAT;
  for (let i = 0; i < rows; i++)
    for (let c = 0; c < row; c += 16, x += 16, dy += 16, dx += 16) {
      const value = scaled(x, v128.load(factors + c), v128.load(offsets + c), skip);
      const open = v128.and(v128.load(dy), f32x4.gt(value, zero));
      const rest = fused(v128.load(constant + c), v128.load(slope + c), v128.load(x));
      v128.store(dx, fused(rest, v128.load(own + c), open));
      if (skip) {
        v128.store(skipGradient, open);
        skip += 16;
        skipGradient += 16;
      }
    }
}

/** Where a value is that of the winner and no place before has won. */
@inline
function wins(value: v128, winner: v128, taken: v128): v128 {
  return v128.andnot(f32x4.eq(value, winner), taken);
}

/** As `leanOpenSums`, with pooling: dy [n, height / 2, width / 2, channels]. */
export function leanPooledSums(
  x: i32,
  skip: i32,
  dy: i32,
  n: i32,
  height: i32,
  width: i32,
  channels: i32,
  factors: i32,
  offsets: i32,
  sums: i32,
  products: i32,
): void {
  memory.fill(sums, 0, channels << DOUBLE);
  memory.fill(products, 0, channels << DOUBLE);
  const zero = f32x4.splat(0);
  const pixel = channels << FLOAT;
  const line = width * pixel;
  const toSkip = skip - x;
  const windows = width >> 1;
  for (let image = 0; image < n; image++)
    for (let down = 0; down < height >> 1; down++) {
      const first = x + (image * height + 2 * down) * line;
      const from = dy + (image * (height >> 1) + down) * windows * pixel;
      for (let c = 0; c < pixel; c += 16) {
        const factor = v128.load(factors + c);
        const offset = v128.load(offsets + c);
        let at = first + c;
        let gradient = from + c;
        let s = zero;
        let p = zero;
        for (let across = 0; across < windows; across++, at += 2 * pixel, gradient += pixel) {
          const v0 = scaled(at, factor, offset, skip ? at + toSkip : 0);
          const v1 = scaled(at + pixel, factor, offset, skip ? at + pixel + toSkip : 0);
          const v2 = scaled(at + line, factor, offset, skip ? at + line + toSkip : 0);
          const v3 = scaled(at + line + pixel, factor, offset, skip ? at + line + pixel + toSkip : 0);
          const winner = f32x4.max(f32x4.max(v0, v1), f32x4.max(v2, v3));
          const open = v128.and(v128.load(gradient), f32x4.gt(winner, zero));
          let seen = v128.bitselect(v128.load(at + line), v128.load(at + line + pixel), f32x4.eq(v2, winner));
          seen = v128.bitselect(v128.load(at + pixel), seen, f32x4.eq(v1, winner));
          seen = v128.bitselect(v128.load(at), seen, f32x4.eq(v0, winner));
          s = f32x4.add(s, open);
          p = fused(p, open, seen);
        }
        addTo(sums + (c << (DOUBLE - FLOAT)), s);
        addTo(products + (c << (DOUBLE - FLOAT)), p);
      }
    }
}

/** own * g + slope * x + constant at one place; g to `skipGradient`, unless there is no skip. */
@inline
function storeGradient(at: i32, toDx: i32, toSkipGradient: i32, g: v128, own: v128, slope: v128, constant: v128): void {
  const rest = fused(constant, slope, v128.load(at));
  v128.store(at + toDx, fused(rest, own, g));
  if (toSkipGradient) v128.store(at + toSkipGradient, g);
}

/** As `leanGradients`, with pooling: dy [n, height / 2, width / 2, channels], dx and `skipGradient` like x. */
export function leanPooledGradients(
  x: i32,
  skip: i32,
  dy: i32,
  n: i32,
  height: i32,
  width: i32,
  channels: i32,
  factors: i32,
  offsets: i32,
  own: i32,
  slope: i32,
  constant: i32,
  dx: i32,
  skipGradient: i32,
): void {
  const zero = f32x4.splat(0);
  const pixel = channels << FLOAT;
  const line = width * pixel;
  const toSkip = skip - x;
  const toDx = dx - x;
  const toSkipGradient = skip ? skipGradient - x : 0;
  const windows = width >> 1;
  for (let image = 0; image < n; image++) {
    const start = x + image * height * line;
    for (let down = 0; down < height >> 1; down++)
      for (let across = 0; across < windows; across++, dy += pixel)
        for (let c = 0; c < pixel; c += 16) {
          const at = start + 2 * down * line + 2 * across * pixel + c;
          const factor = v128.load(factors + c);
          const offset = v128.load(offsets + c);
          const o = v128.load(own + c);
          const s = v128.load(slope + c);
          const k = v128.load(constant + c);
          const v0 = scaled(at, factor, offset, skip ? at + toSkip : 0);
          const v1 = scaled(at + pixel, factor, offset, skip ? at + pixel + toSkip : 0);
          const v2 = scaled(at + line, factor, offset, skip ? at + line + toSkip : 0);
          const v3 = scaled(at + line + pixel, factor, offset, skip ? at + line + pixel + toSkip : 0);
          const winner = f32x4.max(f32x4.max(v0, v1), f32x4.max(v2, v3));
          const open = v128.and(v128.load(dy + c), f32x4.gt(winner, zero));
          const w0 = f32x4.eq(v0, winner);
          const w1 = wins(v1, winner, w0);
          const two = v128.or(w0, w1);
          const w2 = wins(v2, winner, two);
          storeGradient(at, toDx, toSkipGradient, v128.and(open, w0), o, s, k);
          storeGradient(at + pixel, toDx, toSkipGradient, v128.and(open, w1), o, s, k);
          storeGradient(at + line, toDx, toSkipGradient, v128.and(open, w2), o, s, k);
          const w3 = v128.andnot(open, v128.or(two, w2));
          storeGradient(at + line + pixel, toDx, toSkipGradient, w3, o, s, k);
        }
    // The last line and column of odd sides are in no window.
    for (let c = 0; c < pixel; c += 16) {
      const o = v128.load(own + c);
      const s = v128.load(slope + c);
      const k = v128.load(constant + c);
      if (height & 1)
        for (let across = 0; across < width; across++)
          storeGradient(start + (height - 1) * line + across * pixel + c, toDx, toSkipGradient, zero, o, s, k);
      if (width & 1)
        for (let down = 0; down < (height & -2); down++)
          storeGradient(start + down * line + (width - 1) * pixel + c, toDx, toSkipGradient, zero, o, s, k);
    }
  }
}

/** Means of maps [n, places, channels] over their places, and back: gradients [n, channels] spread evenly over places. */
export function meanPlaces(x: i32, n: i32, places: i32, channels: i32, y: i32): void {
  const share = f32x4.splat(<f32>(1.0 / <f64>places));
  const pixel = channels << FLOAT;
  for (let image = 0; image < n; image++, x += places * pixel, y += pixel)
    for (let c = 0; c < pixel; c += 16) {
      let sum = f32x4.splat(0);
      for (let place = 0, at = x + c; place < places; place++, at += pixel) sum = f32x4.add(sum, v128.load(at));
      v128.store(y + c, f32x4.mul(sum, share));
    }
}

export function spreadOverPlaces(dy: i32, n: i32, places: i32, channels: i32, dx: i32): void {
  const share = f32x4.splat(<f32>(1.0 / <f64>places));
  const pixel = channels << FLOAT;
  for (let image = 0; image < n; image++, dy += pixel)
    for (let place = 0; place < places; place++, dx += pixel)
      for (let c = 0; c < pixel; c += 16) v128.store(dx + c, f32x4.mul(v128.load(dy + c), share));
}
