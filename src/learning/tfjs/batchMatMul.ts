import * as tf from '@tensorflow/tfjs-core';
import { addressOf, output } from '../kernels/instance.ts';
import { writeProduct } from '../kernels/product.ts';
import { replaceKernel } from './replaceKernel.ts';

/**
 * Products of two matrices, the first or the second of them transposed, as every dense layer's gradients ask for: the
 * WebAssembly backend transposes slowly. Batches go to the backend's own kernel, with factors transposed before, since
 * it multiplies with SIMD only when neither factor is to be transposed.
 */
export function registerBatchMatMul(): void {
  replaceKernel('BatchMatMul', ({ a, b }, { transposeA, transposeB }) => {
    if (!a || !b || a.rank > 3) return undefined;
    const [rows = 0, columns = 0] = a.shape.slice(-2);
    const isSingle = a.size === rows * columns && b.size === b.shape.slice(-2).reduce((x, y) => x * y, 1);
    if (isSingle) return product(a, b, Boolean(transposeA), Boolean(transposeB));
    if (!transposeA && !transposeB) return undefined;
    return tf.tidy(() => tf.matMul(transposeA ? swapped(a) : a, transposeB ? swapped(b) : b));
  });
}

/** The last two axes change places. */
function swapped(x: tf.Tensor): tf.Tensor {
  return tf.transpose(x, x.rank === 2 ? [1, 0] : [0, 2, 1]);
}

function product(a: tf.Tensor, b: tf.Tensor, transposeA: boolean, transposeB: boolean): tf.TensorInfo {
  const [rowsA = 0, columnsA = 0] = a.shape.slice(-2);
  const [rowsB = 0, columnsB = 0] = b.shape.slice(-2);
  const [m, k] = transposeA ? [columnsA, rowsA] : [rowsA, columnsA];
  const n = transposeB ? rowsB : columnsB;
  const c = output(a.rank === 3 ? [1, m, n] : [m, n]);
  writeProduct(
    { address: addressOf(a), isTransposed: transposeA },
    { address: addressOf(b), isTransposed: transposeB },
    addressOf(c),
    m,
    k,
    n,
  );
  return c;
}
