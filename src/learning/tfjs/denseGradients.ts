import * as tf from '@tensorflow/tfjs-core';
import { denseBackward, denseForward } from './denseLayer.ts';
import type { InkLayer } from './inkLayer.ts';
import type { LayerTensors } from './logits.ts';
import type { Parts } from './parts.ts';

/** One layer, forth and back. */
interface Pass {
  /** [n, outputs] */
  forward(weights: tf.Tensor, bias: tf.Tensor, relu: boolean): tf.TensorInfo;
  /** The gradients of what it sees, if they are needed, of the weights and of the bias. */
  backward(weights: tf.Tensor, y: tf.Tensor, dy: tf.Tensor, relu: boolean): tf.TensorInfo[];
}

/**
 * The gradients of a network of dense layers alone, layer by layer: the numbers that TensorFlow.js finds by recording
 * every operation, in two thirds of the time, since a step of so small a network is over before the record is read.
 * Call it in a tidy.
 *
 * @param drawings [n, 784], or the layer that has listed them
 * @param targets [n, classes]
 * @returns by the variables' names, of these drawings' share of the step's mean cross-entropy; probabilities [n, classes]
 */
export function denseGradients(
  dense: readonly LayerTensors<tf.Variable>[],
  drawings: tf.Tensor2D | InkLayer,
  targets: tf.Tensor2D,
  parts: Parts,
): { readonly gradients: tf.NamedTensorMap; readonly probabilities: tf.Tensor } {
  const isLast = (i: number) => i === dense.length - 1;
  const passes: Pass[] = [];
  const signals: tf.Tensor[] = []; // what each layer gives
  for (const [i, { weights, bias }] of dense.entries()) {
    const x = signals[i - 1] ?? drawings;
    const pass = x instanceof tf.Tensor ? passOn(x as tf.Tensor2D, i > 0, parts) : x;
    passes.push(pass);
    signals.push(tracked(pass.forward(weights, bias, !isLast(i))));
  }
  const outputs = signals.at(-1) as tf.Tensor2D;
  const logShares = tf.sub(outputs, tf.logSumExp(outputs, -1, true));
  const share = tf.div(tf.scalar(1), parts.drawings); // of each drawing in the mean
  let dy: tf.Tensor = tf.mul(share, tf.sub(tf.exp(logShares), targets));
  const gradients: tf.NamedTensorMap = {};
  for (let i = dense.length - 1; i >= 0; i--) {
    const { weights, bias } = dense[i] as LayerTensors<tf.Variable>;
    const found = (passes[i] as Pass).backward(weights, signals[i] as tf.Tensor, dy, !isLast(i)).map(tracked);
    gradients[bias.name] = found.pop() as tf.Tensor;
    gradients[weights.name] = found.pop() as tf.Tensor;
    dy = found.pop() ?? dy;
  }
  return { gradients, probabilities: tf.softmax(outputs) };
}

/** The pass of a layer on what it sees. */
const passOn = (x: tf.Tensor2D, needsInput: boolean, parts: Parts): Pass => ({
  forward: (weights, bias, relu) => denseForward({ x, weights, bias }, { relu }),
  backward: (weights, y, dy, relu) => denseBackward({ x, weights, y, dy }, { relu, needsInput, parts }),
});

/** A tensor that the tidy around it disposes of. */
const tracked = (info: tf.TensorInfo): tf.Tensor => tf.engine().makeTensorFromTensorInfo(info) as tf.Tensor;
