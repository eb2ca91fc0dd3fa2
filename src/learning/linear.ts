/** The little linear algebra that principal components need, on row-major Float64Arrays. */

/** rows · matrix, for a symmetric matrix [size, size] and vectors in rows [count, size]. */
export function timesSymmetric(
  matrix: Float64Array,
  rows: Float64Array,
  count: number,
  size: number,
): Float64Array {
  const out = new Float64Array(count * size);
  let r = 0;
  for (; r + 4 <= count; r += 4) {
    const r0 = r * size;
    const r1 = r0 + size;
    const r2 = r1 + size;
    const r3 = r2 + size;
    for (let i = 0; i < size; i++) {
      const base = i * size;
      let s0 = 0;
      let s1 = 0;
      let s2 = 0;
      let s3 = 0;
      for (let j = 0; j < size; j++) {
        const m = matrix[base + j]!;
        s0 += m * rows[r0 + j]!;
        s1 += m * rows[r1 + j]!;
        s2 += m * rows[r2 + j]!;
        s3 += m * rows[r3 + j]!;
      }
      out[r0 + i] = s0;
      out[r1 + i] = s1;
      out[r2 + i] = s2;
      out[r3 + i] = s3;
    }
  }
  for (; r < count; r++)
    for (let i = 0; i < size; i++) {
      let sum = 0;
      for (let j = 0; j < size; j++) sum += matrix[i * size + j]! * rows[r * size + j]!;
      out[r * size + i] = sum;
    }
  return out;
}

/**
 * Makes vectors in rows [count, size] orthonormal in place, by Gram-Schmidt, twice over for accuracy.
 * A vector within the span of those before it is replaced by a new one with entries from `fresh`.
 */
export function orthonormalize(rows: Float64Array, count: number, size: number, fresh: () => number): void {
  const normOf = (at: number) => {
    let squares = 0;
    for (let j = 0; j < size; j++) squares += rows[at + j]! * rows[at + j]!;
    return Math.sqrt(squares);
  };
  for (let r = 0; r < count; r++) {
    const at = r * size;
    for (;;) {
      const before = normOf(at);
      if (before > 0) {
        for (let j = 0; j < size; j++) rows[at + j]! /= before;
        for (let pass = 0; pass < 2; pass++)
          for (let q = 0; q < r; q++) {
            const other = q * size;
            let dot = 0;
            for (let j = 0; j < size; j++) dot += rows[other + j]! * rows[at + j]!;
            for (let j = 0; j < size; j++) rows[at + j]! -= dot * rows[other + j]!;
          }
        const left = normOf(at);
        if (left > 1e-12) {
          for (let j = 0; j < size; j++) rows[at + j]! /= left;
          break;
        }
      }
      for (let j = 0; j < size; j++) rows[at + j] = fresh();
    }
  }
}

/**
 * All eigenpairs of a small symmetric matrix [size, size], by cyclic Jacobi rotations (Golub and Van Loan,
 * Matrix Computations, 8.5); the matrix is overwritten.
 * @returns values falling; vectors in rows [size, size]
 */
export function symmetricEigen(
  matrix: Float64Array,
  size: number,
): { values: Float64Array; vectors: Float64Array } {
  const turned = new Float64Array(size * size);
  for (let i = 0; i < size; i++) turned[i * size + i] = 1;
  for (let sweep = 0; sweep < 50; sweep++) {
    let off = 0;
    let all = 0;
    for (let i = 0; i < size; i++)
      for (let j = 0; j < size; j++) {
        const square = matrix[i * size + j]! ** 2;
        all += square;
        if (i !== j) off += square;
      }
    if (off <= 1e-30 * all) break;
    for (let p = 0; p < size - 1; p++)
      for (let q = p + 1; q < size; q++) {
        const pq = matrix[p * size + q]!;
        if (pq === 0) continue;
        const tau = (matrix[q * size + q]! - matrix[p * size + p]!) / (2 * pq);
        const t = (tau < 0 ? -1 : 1) / (Math.abs(tau) + Math.sqrt(1 + tau * tau));
        const c = 1 / Math.sqrt(1 + t * t);
        const s = t * c;
        for (let k = 0; k < size; k++) {
          const kp = matrix[k * size + p]!;
          const kq = matrix[k * size + q]!;
          matrix[k * size + p] = c * kp - s * kq;
          matrix[k * size + q] = s * kp + c * kq;
        }
        for (let k = 0; k < size; k++) {
          const pk = matrix[p * size + k]!;
          const qk = matrix[q * size + k]!;
          matrix[p * size + k] = c * pk - s * qk;
          matrix[q * size + k] = s * pk + c * qk;
          const vp = turned[p * size + k]!;
          const vq = turned[q * size + k]!;
          turned[p * size + k] = c * vp - s * vq;
          turned[q * size + k] = s * vp + c * vq;
        }
      }
  }
  const order = Array.from({ length: size }, (_, i) => i).sort(
    (a, b) => matrix[b * size + b]! - matrix[a * size + a]! || a - b,
  );
  const values = new Float64Array(size);
  const vectors = new Float64Array(size * size);
  order.forEach((from, to) => {
    values[to] = matrix[from * size + from]!;
    vectors.set(turned.subarray(from * size, (from + 1) * size), to * size);
  });
  return { values, vectors };
}
