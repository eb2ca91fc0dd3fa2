/**
 * Batch normalisation of maps [rows, channels] (a row is a place of an image) and its gradients, in double precision.
 * Sums run over the rows in their order, one after the other, for each channel.
 */
import { FLOAT } from './convolution';

/** Bytes of n doubles: n << DOUBLE. */
const DOUBLE: i32 = 3;
/** Rows that are gone through for four channels before the next four: they stay in the nearest cache. */
const CHUNK: i32 = 128;

@inline
function low(values: v128): v128 {
  return f64x2.promote_low_f32x4(values);
}

@inline
function high(values: v128): v128 {
  return f64x2.promote_low_f32x4(i32x4.shuffle(values, values, 2, 3, 2, 3));
}

@inline
function joined(first: v128, second: v128): v128 {
  return i32x4.shuffle(f32x4.demote_f64x2_zero(first), f32x4.demote_f64x2_zero(second), 0, 1, 4, 5);
}

/** Sums of x, and of x squared, by channel: doubles [channels] at `sums` and at `squares`. */
export function mapSums(x: i32, rows: i32, channels: i32, sums: i32, squares: i32): void {
  memory.fill(sums, 0, channels << DOUBLE);
  memory.fill(squares, 0, channels << DOUBLE);
  const row = channels << FLOAT;
  for (let start = 0; start < rows; start += CHUNK) {
    const count = min(CHUNK, rows - start);
    const first = x + start * row;
    let c = 0;
    for (; c + 4 <= channels; c += 4) {
      const sum = sums + (c << DOUBLE);
      const square = squares + (c << DOUBLE);
      let s0 = v128.load(sum);
      let s1 = v128.load(sum, 16);
      let q0 = v128.load(square);
      let q1 = v128.load(square, 16);
      let at = first + (c << FLOAT);
      for (let i = 0; i < count; i++, at += row) {
        const values = v128.load(at);
        const x0 = low(values);
        const x1 = high(values);
        s0 = f64x2.add(s0, x0);
        s1 = f64x2.add(s1, x1);
        q0 = f64x2.add(q0, f64x2.mul(x0, x0));
        q1 = f64x2.add(q1, f64x2.mul(x1, x1));
      }
      v128.store(sum, s0);
      v128.store(sum, s1, 16);
      v128.store(square, q0);
      v128.store(square, q1, 16);
    }
    for (; c < channels; c++)
      for (let i = 0, at = first + (c << FLOAT); i < count; i++, at += row) {
        const value = <f64>f32.load(at);
        f64.store(sums + (c << DOUBLE), f64.load(sums + (c << DOUBLE)) + value);
        f64.store(squares + (c << DOUBLE), f64.load(squares + (c << DOUBLE)) + value * value);
      }
  }
}

/** max(0, x * factor + offset), channel by channel; factors and offsets are doubles [channels]. */
export function normaliseMaps(x: i32, rows: i32, channels: i32, factors: i32, offsets: i32, y: i32): void {
  const zero = f64x2.splat(0);
  for (let i = 0; i < rows; i++) {
    let c = 0;
    for (; c + 4 <= channels; c += 4, x += 16, y += 16) {
      const values = v128.load(x);
      const factor = factors + (c << DOUBLE);
      const offset = offsets + (c << DOUBLE);
      const y0 = f64x2.add(f64x2.mul(low(values), v128.load(factor)), v128.load(offset));
      const y1 = f64x2.add(f64x2.mul(high(values), v128.load(factor, 16)), v128.load(offset, 16));
      v128.store(y, joined(f64x2.max(y0, zero), f64x2.max(y1, zero)));
    }
    for (; c < channels; c++, x += 4, y += 4) {
      const sum = <f64>f32.load(x) * f64.load(factors + (c << DOUBLE)) + f64.load(offsets + (c << DOUBLE));
      f32.store(y, <f32>max<f64>(sum, 0));
    }
  }
}

/** Sums by channel, as doubles [channels], of the gradients where the ReLU gave more than 0, and of their products with x. */
export function openSums(x: i32, y: i32, dy: i32, rows: i32, channels: i32, sums: i32, products: i32): void {
  memory.fill(sums, 0, channels << DOUBLE);
  memory.fill(products, 0, channels << DOUBLE);
  const row = channels << FLOAT;
  const toY = y - x;
  const toDy = dy - x;
  for (let start = 0; start < rows; start += CHUNK) {
    const count = min(CHUNK, rows - start);
    const first = x + start * row;
    let c = 0;
    for (; c + 4 <= channels; c += 4) {
      const sum = sums + (c << DOUBLE);
      const product = products + (c << DOUBLE);
      let s0 = v128.load(sum);
      let s1 = v128.load(sum, 16);
      let p0 = v128.load(product);
      let p1 = v128.load(product, 16);
      let at = first + (c << FLOAT);
      for (let i = 0; i < count; i++, at += row) {
        const values = v128.load(at);
        const open = v128.and(v128.load(at + toDy), f32x4.gt(v128.load(at + toY), f32x4.splat(0)));
        const g0 = low(open);
        const g1 = high(open);
        s0 = f64x2.add(s0, g0);
        s1 = f64x2.add(s1, g1);
        p0 = f64x2.add(p0, f64x2.mul(g0, low(values)));
        p1 = f64x2.add(p1, f64x2.mul(g1, high(values)));
      }
      v128.store(sum, s0);
      v128.store(sum, s1, 16);
      v128.store(product, p0);
      v128.store(product, p1, 16);
    }
    for (; c < channels; c++)
      for (let i = 0, at = first + (c << FLOAT); i < count; i++, at += row) {
        if (!(f32.load(at + toY) > 0)) continue;
        const gradient = <f64>f32.load(at + toDy);
        f64.store(sums + (c << DOUBLE), f64.load(sums + (c << DOUBLE)) + gradient);
        f64.store(products + (c << DOUBLE), f64.load(products + (c << DOUBLE)) + gradient * <f64>f32.load(at));
      }
  }
}

/** own * g + slope * x + constant, channel by channel, g the gradient where the ReLU gave more than 0; doubles [channels]. */
export function normGradients(
  x: i32,
  y: i32,
  dy: i32,
  rows: i32,
  channels: i32,
  own: i32,
  slope: i32,
  constant: i32,
  dx: i32,
): void {
  for (let i = 0; i < rows; i++) {
    let c = 0;
    for (; c + 4 <= channels; c += 4, x += 16, y += 16, dy += 16, dx += 16) {
      const values = v128.load(x);
      const open = v128.and(v128.load(dy), f32x4.gt(v128.load(y), f32x4.splat(0)));
      const at = c << DOUBLE;
      const d0 = f64x2.add(
        f64x2.add(f64x2.mul(v128.load(own + at), low(open)), f64x2.mul(v128.load(slope + at), low(values))),
        v128.load(constant + at),
      );
      const d1 = f64x2.add(
        f64x2.add(f64x2.mul(v128.load(own + at, 16), high(open)), f64x2.mul(v128.load(slope + at, 16), high(values))),
        v128.load(constant + at, 16),
      );
      v128.store(dx, joined(d0, d1));
    }
    for (; c < channels; c++, x += 4, y += 4, dy += 4, dx += 4) {
      const at = c << DOUBLE;
      const gradient = f32.load(y) > 0 ? <f64>f32.load(dy) : 0;
      f32.store(dx, <f32>(f64.load(own + at) * gradient + f64.load(slope + at) * <f64>f32.load(x) + f64.load(constant + at)));
    }
  }
}
