/**
 * Principal components of drawings: the leading eigenvectors of the covariance of their pixels, by
 * Chebyshev-filtered subspace iteration with Rayleigh-Ritz projection (Zhou, Saad, Tiago and Chelikowsky,
 * 2006, "Self-consistent-field calculations using Chebyshev-filtered subspace iteration").
 */
import type { Random } from '../core/random.ts';
import { type Drawings, PIXELS } from './classifier.ts';
import { checkWhole } from './hyperparameters.ts';
import { orthonormalize, symmetricEigen, timesSymmetric } from './linear.ts';

/** A local name for the inner loops: under Vitest each look at an import is a function call. */
const SIZE: number = PIXELS;

export interface PrincipalComponents {
  /** Mean ink, 0..1. [784] */
  readonly mean: Float64Array;
  /** Unit vectors in columns, by falling variance; the largest entry of each is positive. [784, d] */
  readonly components: Float64Array;
  /** Variance along each component, with n - 1 degrees of freedom. [d] */
  readonly variances: Float64Array;
  /** Variance of all pixels together. */
  readonly totalVariance: number;
}

/** Exact sums over whole numbers, so that nothing cancels; only the inked pixels of a drawing cost time. */
function covarianceOf({ count, pixels }: Drawings): { mean: Float64Array; covariance: Float64Array } {
  const sums = new Float64Array(SIZE);
  const products = new Float64Array(SIZE * SIZE);
  const inked = new Int32Array(SIZE);
  for (let i = 0; i < count; i++) {
    const base = i * SIZE;
    let size = 0;
    for (let p = 0; p < SIZE; p++) if (pixels[base + p] !== 0) inked[size++] = p;
    for (let a = 0; a < size; a++) {
      const p = inked[a]!;
      const ink = pixels[base + p]!;
      sums[p]! += ink;
      for (let b = a; b < size; b++) products[p * SIZE + inked[b]!]! += ink * pixels[base + inked[b]!]!;
    }
  }
  const unit = 255 * 255 * Math.max(1, count - 1);
  for (let p = 0; p < SIZE; p++)
    for (let q = p; q < SIZE; q++) {
      const value = (products[p * SIZE + q]! - (sums[p]! * sums[q]!) / count) / unit;
      products[p * SIZE + q] = value;
      products[q * SIZE + p] = value;
    }
  return { mean: sums.map((sum) => sum / (255 * count)), covariance: products };
}

const DEGREE = 4;
const TOLERANCE = 1e-9;
const MAX_ROUNDS = 200;

/**
 * @param d how many components, from 1 to min(drawings, 784)
 * @param random starts the iteration; the result depends on it only by rounding errors
 * @throws RangeError when d is out of range.
 */
export function principalComponents(drawings: Drawings, d: number, random: Random): PrincipalComponents {
  checkWhole('number of principal components', d, 1, Math.min(drawings.count, SIZE));
  const { mean, covariance } = covarianceOf(drawings);
  let totalVariance = 0;
  for (let p = 0; p < SIZE; p++) totalVariance += covariance[p * SIZE + p]!;

  // Some more vectors than wanted: the last ones converge last.
  const width = Math.min(SIZE, d + Math.max(16, d >> 1));
  const fresh = () => random.normal();
  let basis: Float64Array = Float64Array.from({ length: width * SIZE }, fresh); // [width, 784], vectors in rows
  orthonormalize(basis, width, SIZE, fresh);
  let values: Float64Array = new Float64Array(width);
  for (let round = 0; round < MAX_ROUNDS; round++) {
    basis = filter(covariance, basis, width, values[width - 1]!);
    orthonormalize(basis, width, SIZE, fresh);
    const image = timesSymmetric(covariance, basis, width, SIZE);
    const ritz = rayleighRitz(basis, image, width);
    basis = ritz.basis;
    values = ritz.values;
    if (largestResidual(ritz, d) <= TOLERANCE * values[0]!) break;
  }

  const components = new Float64Array(SIZE * d);
  for (let c = 0; c < d; c++) {
    const vector = basis.subarray(c * SIZE, (c + 1) * SIZE);
    let largest = 0;
    for (let p = 1; p < SIZE; p++) if (Math.abs(vector[p]!) > Math.abs(vector[largest]!)) largest = p;
    const sign = vector[largest]! < 0 ? -1 : 1;
    for (let p = 0; p < SIZE; p++) components[p * d + c] = sign * vector[p]!;
  }
  return { mean, components, variances: values.slice(0, d).map((v) => Math.max(0, v)), totalVariance };
}

/**
 * Chebyshev polynomial of the matrix that keeps eigenvalues in [0, cut] small and blows up those above.
 * A low degree: higher ones would drown the small components in the rounding errors of the large ones.
 */
function filter(matrix: Float64Array, basis: Float64Array, width: number, cut: number): Float64Array {
  let now = timesSymmetric(matrix, basis, width, SIZE);
  if (!(cut > 0)) return now;
  const half = cut / 2;
  let before = basis;
  for (let i = 0; i < now.length; i++) now[i] = now[i]! / half - basis[i]!;
  for (let degree = 2; degree <= DEGREE; degree++) {
    const next = timesSymmetric(matrix, now, width, SIZE);
    for (let i = 0; i < next.length; i++) next[i] = 2 * (next[i]! / half - now[i]!) - before[i]!;
    before = now;
    now = next;
  }
  return now;
}

interface Ritz {
  readonly basis: Float64Array; // [width, 784]
  readonly image: Float64Array; // [width, 784]
  readonly values: Float64Array; // [width]
}

/** Turns the basis within its span to the best approximate eigenvectors. */
function rayleighRitz(basis: Float64Array, image: Float64Array, width: number): Ritz {
  const projected = new Float64Array(width * width);
  for (let a = 0; a < width; a++)
    for (let b = a; b < width; b++) {
      let sum = 0;
      for (let p = 0; p < SIZE; p++) sum += basis[a * SIZE + p]! * image[b * SIZE + p]!;
      projected[a * width + b] = sum;
      projected[b * width + a] = sum;
    }
  const { values, vectors } = symmetricEigen(projected, width);
  const turn = (rows: Float64Array) => {
    const turned = new Float64Array(rows.length);
    for (let a = 0; a < width; a++)
      for (let b = 0; b < width; b++) {
        const weight = vectors[a * width + b]!;
        for (let p = 0; p < SIZE; p++) turned[a * SIZE + p]! += weight * rows[b * SIZE + p]!;
      }
    return turned;
  };
  return { basis: turn(basis), image: turn(image), values };
}

/** max |C v - lambda v| over the first d pairs. */
function largestResidual({ basis, image, values }: Ritz, d: number): number {
  let worst = 0;
  for (let c = 0; c < d; c++) {
    let squares = 0;
    for (let p = c * SIZE; p < (c + 1) * SIZE; p++) squares += (image[p]! - values[c]! * basis[p]!) ** 2;
    worst = Math.max(worst, Math.sqrt(squares));
  }
  return worst;
}
