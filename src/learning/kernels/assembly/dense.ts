/** What goes with the product in a dense layer: bias and ReLU, and their gradients. Rows of n floats. */

/** Adds the bias to each of m rows, in place, and cuts at zero where `relu` is not 0. */
export function addBias(c: i32, bias: i32, m: i32, n: i32, relu: i32): void {
  const least = f32x4.splat(relu ? 0 : -Infinity);
  for (let i = 0; i < m; i++) {
    let j = 0;
    for (; j + 4 <= n; j += 4, c += 16)
      v128.store(c, f32x4.max(f32x4.add(v128.load(c), v128.load(bias + (j << 2))), least));
    for (; j < n; j++, c += 4) {
      const sum = f32.load(c) + f32.load(bias + (j << 2));
      f32.store(c, relu ? max<f32>(sum, 0) : sum);
    }
  }
}

/**
 * Sums m rows of gradients, one after the other, into `sums`, [n]. Where `open` is not 0, the gradients of what the
 * ReLU cut are zero: `values` are what it gave, and `open` takes the gradients that are left.
 */
export function sumOpen(gradients: i32, values: i32, m: i32, n: i32, open: i32, sums: i32): void {
  memory.fill(sums, 0, n << 2);
  for (let i = 0; i < m; i++) {
    let at = sums;
    let j = 0;
    for (; j + 4 <= n; j += 4, gradients += 16, values += 16, at += 16) {
      let gradient = v128.load(gradients);
      if (open != 0) {
        gradient = v128.and(gradient, f32x4.gt(v128.load(values), f32x4.splat(0)));
        v128.store(open, gradient);
        open += 16;
      }
      v128.store(at, f32x4.add(v128.load(at), gradient));
    }
    for (; j < n; j++, gradients += 4, values += 4, at += 4) {
      let gradient = f32.load(gradients);
      if (open != 0) {
        if (!(f32.load(values) > 0)) gradient = 0;
        f32.store(open, gradient);
        open += 4;
      }
      f32.store(at, f32.load(at) + gradient);
    }
  }
}

/** Copies `n` stretches of `size` bytes that begin `every` bytes after one another to where they do so by `toEvery`. */
export function copyEvery(from: i32, every: i32, to: i32, toEvery: i32, n: i32, size: i32): void {
  for (let i = 0; i < n; i++, from += every, to += toEvery) memory.copy(to, from, size);
}
