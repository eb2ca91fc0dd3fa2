import * as tf from '@tensorflow/tfjs-core';
import type { ConvLayer } from '../classifier.ts';
import { averagePlaces } from './averagePlaces.ts';
import { denseLayer } from './denseLayer.ts';
import { onePart, type Parts } from './parts.ts';
import { pooledConvolution } from './pooledConvolution.ts';
import { trainedConvolution } from './trainedConvolution.ts';
import type { NetworkWeights } from './weights.ts';

/** A layer's weights on the backend: tensors to predict with, variables to train. */
export interface LayerTensors<T extends tf.Tensor = tf.Tensor> {
  readonly weights: T; // [size, size, inputs, outputs] or [inputs, outputs]
  readonly bias: T; // [outputs]
}

export interface ConvTensors<T extends tf.Tensor = tf.Tensor> extends LayerTensors<T> {
  readonly padding: NonNullable<ConvLayer['padding']>;
  readonly pool: boolean;
  readonly adds: boolean;
}

export interface NetworkTensors<T extends tf.Tensor = tf.Tensor> {
  /** Whether the last maps are averaged over their places. */
  readonly average: boolean;
  readonly convolutions: readonly ConvTensors<T>[];
  readonly dense: readonly LayerTensors<T>[];
}

/** What follows when a convolution's maps are normalised. */
export interface Then {
  readonly pool: boolean;
  readonly skip?: tf.Tensor4D | undefined;
}

/** What happens to the signals while training only. */
export interface TrainingSignals {
  /** Multiplied with what goes into the first dense layer: dropout. [n, flattened] */
  readonly mask?: tf.Tensor2D | undefined;
  /** Takes the place of the i-th convolution's bias, of what skips it, of the ReLU and of pooling: batch normalisation. */
  readonly activate?: ((maps: tf.Tensor4D, i: number, then: Then) => tf.Tensor4D) | undefined;
  /** Over which gradients are summed; left out, one. */
  readonly parts?: Parts | undefined;
}

/** Copies weights to the backend. The caller disposes of the tensors. */
export function toTensors({ convolutions, average = false, dense }: NetworkWeights): NetworkTensors {
  return {
    average,
    convolutions: convolutions.map(
      ({ size, inputs, outputs, kernel, bias, padding = 'valid', pool = true, adds = false }) => ({
        weights: tf.tensor4d(kernel, [size, size, inputs, outputs]),
        bias: tf.tensor1d(bias),
        padding,
        pool,
        adds,
      }),
    ),
    dense: dense.map(({ inputs, outputs, weights, bias }) => ({
      weights: tf.tensor2d(weights, [inputs, outputs]),
      bias: tf.tensor1d(bias),
    })),
  };
}

export function disposeOf({ convolutions, dense }: NetworkTensors): void {
  for (const { weights, bias } of [...convolutions, ...dense]) tf.dispose([weights, bias]);
}

/**
 * The network's output before the softmax. [n, classes]
 *
 * @param images ink 0..1. [n, 784]
 */
export function logits(
  images: tf.Tensor2D,
  { convolutions, average, dense }: NetworkTensors,
  { mask, activate, parts = onePart(images.shape[0]) }: TrainingSignals = {},
): tf.Tensor2D {
  let flat: tf.Tensor2D = images;
  if (convolutions.length > 0) {
    let maps = tf.reshape(images, [-1, 28, 28, 1]) as tf.Tensor4D;
    let before = maps; // what the layer before was given
    for (const [i, { weights, bias, padding, pool, adds }] of convolutions.entries()) {
      const given = maps;
      const skip = adds ? before : undefined;
      const filter = weights as tf.Tensor4D;
      const isInput = i === 0;
      // Bias and ReLU keep the order of values, so they may follow the pooling, at a quarter of the work.
      if (activate)
        maps = activate(trainedConvolution(maps, filter, padding, isInput, parts), i, { pool, skip });
      else if (skip)
        maps = pooled(tf.relu(tf.add(tf.add(tf.conv2d(maps, filter, 1, padding), bias), skip)), pool);
      else if (pool) maps = pooledConvolution(maps, filter, bias as tf.Tensor1D, padding, isInput, parts);
      else maps = tf.relu(tf.add(tf.conv2d(maps, filter, 1, padding), bias));
      before = given;
    }
    flat = average ? averagePlaces(maps) : tf.reshape(maps, [images.shape[0], -1]); // [n, channels], or places too
  }
  if (mask) flat = tf.mul(flat, mask);
  for (const [i, { weights, bias }] of dense.entries())
    flat = denseLayer(flat, weights as tf.Tensor2D, bias as tf.Tensor1D, {
      relu: i < dense.length - 1,
      isInput: flat === images,
      parts,
    });
  return flat;
}

/** 2x2 max pooling, if so. */
export function pooled(maps: tf.Tensor4D, pool: boolean): tf.Tensor4D {
  return pool ? tf.maxPool(maps, 2, 2, 'valid') : maps;
}
