import * as tf from '@tensorflow/tfjs-core';
import { denseBackward, denseForward } from './denseLayer.ts';
import type { LayerTensors } from './logits.ts';
import type { Parts } from './parts.ts';

/**
 * The gradients of a network of dense layers alone, layer by layer: the numbers that TensorFlow.js finds by recording
 * every operation, in two thirds of the time, since a step of so small a network is over before the record is read.
 * Call it in a tidy.
 *
 * @param images [n, 784]
 * @param targets [n, classes]
 * @returns by the variables' names, of these drawings' share of the step's mean cross-entropy; probabilities [n, classes]
 */
export function denseGradients(
  dense: readonly LayerTensors<tf.Variable>[],
  images: tf.Tensor2D,
  targets: tf.Tensor2D,
  parts: Parts,
): { readonly gradients: tf.NamedTensorMap; readonly probabilities: tf.Tensor } {
  const signals: tf.Tensor[] = [images];
  for (const [i, { weights, bias }] of dense.entries()) {
    const x = signals[i] as tf.Tensor;
    signals.push(tracked(denseForward({ x, weights, bias }, { relu: i < dense.length - 1 })));
  }
  const outputs = signals.at(-1) as tf.Tensor2D;
  const logShares = tf.sub(outputs, tf.logSumExp(outputs, -1, true));
  const share = tf.div(tf.scalar(1), parts.drawings); // of each drawing in the mean
  let dy: tf.Tensor = tf.mul(share, tf.sub(tf.exp(logShares), targets));
  const gradients: tf.NamedTensorMap = {};
  for (let i = dense.length - 1; i >= 0; i--) {
    const { weights, bias } = dense[i] as LayerTensors<tf.Variable>;
    const found = denseBackward(
      { x: signals[i] as tf.Tensor, weights, y: signals[i + 1] as tf.Tensor, dy },
      { relu: i < dense.length - 1, needsInput: i > 0, parts },
    ).map(tracked);
    gradients[bias.name] = found.pop() as tf.Tensor;
    gradients[weights.name] = found.pop() as tf.Tensor;
    dy = found.pop() ?? dy;
  }
  return { gradients, probabilities: tf.softmax(outputs) };
}

/** A tensor that the tidy around it disposes of. */
const tracked = (info: tf.TensorInfo): tf.Tensor => tf.engine().makeTensorFromTensorInfo(info) as tf.Tensor;
