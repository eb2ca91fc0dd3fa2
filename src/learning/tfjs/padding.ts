import * as tf from '@tensorflow/tfjs-core';

/** Zeros on each side of the maps, in rows and in columns. */
export type Rings = readonly [rows: number, columns: number];

/**
 * The zeros that a convolution of stride 1 sets around its maps, or undefined for a padding that the
 * kernels here are not written for: explicit numbers, or "same" with a side that is even.
 */
export function paddedRings(pad: unknown, height: number, width: number): Rings | undefined {
  if (pad === 'valid' || pad === 0) return [0, 0];
  if (pad !== 'same' || height % 2 === 0 || width % 2 === 0) return undefined;
  return [(height - 1) / 2, (width - 1) / 2];
}

/** Sets zeros around maps. [n, height, width, channels] */
export function padded(maps: tf.Tensor4D, [rows, columns]: Rings): tf.Tensor4D {
  return tf.pad(maps, [
    [0, 0],
    [rows, rows],
    [columns, columns],
    [0, 0],
  ]);
}
