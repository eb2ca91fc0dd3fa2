import * as tf from '@tensorflow/tfjs-core';
import { replaceKernel } from './replaceKernel.ts';

/**
 * The WebAssembly backend multiplies with SIMD only when neither factor is to be transposed, and
 * every dense layer's gradients ask for a transposed one. So they are transposed first.
 */
export function registerBatchMatMul(): void {
  replaceKernel('BatchMatMul', ({ a, b }, { transposeA, transposeB }) => {
    if (!a || !b || a.rank > 3 || !(transposeA || transposeB)) return undefined;
    return tf.tidy(() => tf.matMul(transposeA ? swapped(a) : a, transposeB ? swapped(b) : b));
  });
}

/** The last two axes change places. */
function swapped(x: tf.Tensor): tf.Tensor {
  return tf.transpose(x, x.rank === 2 ? [1, 0] : [0, 2, 1]);
}
