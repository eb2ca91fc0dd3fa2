import * as tf from '@tensorflow/tfjs-core';
import type { NetworkWeights } from './weights.ts';

/** A layer's weights on the backend: tensors to predict with, variables to train. */
export interface LayerTensors<T extends tf.Tensor = tf.Tensor> {
  readonly weights: T; // [size, size, inputs, outputs] or [inputs, outputs]
  readonly bias: T; // [outputs]
}

export interface NetworkTensors<T extends tf.Tensor = tf.Tensor> {
  readonly convolutions: readonly LayerTensors<T>[];
  readonly dense: readonly LayerTensors<T>[];
}

/** Copies weights to the backend. The caller disposes of the tensors. */
export function toTensors({ convolutions, dense }: NetworkWeights): NetworkTensors {
  return {
    convolutions: convolutions.map(({ size, inputs, outputs, kernel, bias }) => ({
      weights: tf.tensor4d(kernel, [size, size, inputs, outputs]),
      bias: tf.tensor1d(bias),
    })),
    dense: dense.map(({ inputs, outputs, weights, bias }) => ({
      weights: tf.tensor2d(weights, [inputs, outputs]),
      bias: tf.tensor1d(bias),
    })),
  };
}

/**
 * The network's output before the softmax. [n, classes]
 *
 * @param images ink 0..1. [n, 784]
 * @param mask multiplied with the maps after the last pooling: dropout, while training. [n, flattened]
 */
export function logits(
  images: tf.Tensor2D,
  { convolutions, dense }: NetworkTensors,
  mask?: tf.Tensor2D,
): tf.Tensor2D {
  let flat: tf.Tensor2D = images;
  if (convolutions.length > 0) {
    let maps = tf.reshape(images, [-1, 28, 28, 1]) as tf.Tensor4D;
    for (const { weights, bias } of convolutions) {
      // Bias and ReLU keep the order of values, so they may follow the pooling, at a quarter of the work.
      const pooled = tf.maxPool(tf.conv2d(maps, weights as tf.Tensor4D, 1, 'valid'), 2, 2, 'valid');
      maps = tf.relu(tf.add(pooled, bias));
    }
    flat = tf.reshape(maps, [images.shape[0], -1]); // [n, height * width * channels]
  }
  if (mask) flat = tf.mul(flat, mask);
  for (const [i, { weights, bias }] of dense.entries()) {
    const sum = tf.add(tf.matMul(flat, weights as tf.Tensor2D), bias) as tf.Tensor2D;
    flat = i < dense.length - 1 ? tf.relu(sum) : sum;
  }
  return flat;
}
