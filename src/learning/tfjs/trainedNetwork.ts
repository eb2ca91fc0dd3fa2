import * as tf from '@tensorflow/tfjs-core';
import { BatchNorm } from './batchNorm.ts';
import { leanActivation } from './leanActivation.ts';
import { type LayerTensors, logits, type NetworkTensors, pooled, type Then, toTensors } from './logits.ts';
import type { Parts } from './parts.ts';
import { isPlain, plainGradients } from './plainGradients.ts';
import type { NetworkWeights } from './weights.ts';

/** The scale that a batch normalisation learns, and its statistics. */
export interface LearntNorm {
  readonly scale: tf.Variable<tf.Rank.R1>;
  readonly norm: BatchNorm;
}

/** A network as variables on the backend. It holds tensors until it is disposed of. */
export interface TrainedNetwork {
  readonly network: NetworkTensors<tf.Variable>;
  /** Of the convolutions, if they are normalised. */
  readonly norms: readonly LearntNorm[];
  /** All that is learnt, in a fixed order. */
  readonly variables: readonly tf.Variable[];
}

/** What a step shows the network. */
export interface StepInputs {
  /** Ink 0..1. [n, 784] */
  readonly images: tf.Tensor2D;
  /** [n, classes] */
  readonly targets: tf.Tensor2D;
  /** Multiplied with the flattened maps. [n, flattened] */
  readonly mask?: tf.Tensor2D | undefined;
}

export function createTrainedNetwork(initial: NetworkWeights, batchNorm: boolean): TrainedNetwork {
  const network = toVariables(toTensors(initial));
  const norms = batchNorm
    ? initial.convolutions.map(({ outputs }) => ({
        scale: tf.tidy(() => tf.variable(tf.ones([outputs])) as tf.Variable<tf.Rank.R1>),
        norm: new BatchNorm(outputs),
      }))
    : [];
  const layers = [...network.convolutions, ...network.dense];
  const variables = [
    ...layers.flatMap(({ weights, bias }) => [weights, bias]),
    ...norms.map(({ scale }) => scale),
  ];
  return { network, norms, variables };
}

/**
 * The probabilities that the network gives, [n, classes], and the gradients, by variable, of these drawings' share of
 * the step's mean cross-entropy. Call it in a tidy.
 */
export function gradientsOf(
  { network, norms, variables }: TrainedNetwork,
  { images, targets, mask }: StepInputs,
  parts: Parts,
): { readonly gradients: tf.NamedTensorMap; readonly probabilities: tf.Tensor } {
  if (isPlain(network) && norms.length === 0) return plainGradients(network, images, targets, mask, parts);
  const activate = (maps: tf.Tensor4D, i: number, { pool, skip }: Then) => {
    const { norm, scale } = norms[i] as LearntNorm;
    const bias = network.convolutions[i]?.bias as unknown as tf.Tensor1D;
    if (network.average) return leanActivation(norm, maps, scale, bias, { parts, pool, skip });
    if (skip) throw new Error('residual pairs are normalised in networks that average their last maps alone');
    return pooled(norm.activate(maps, scale, bias, parts), pool);
  };
  let outputs: tf.Tensor | undefined;
  const crossEntropy = () => {
    const signals = { mask, parts, activate: norms.length > 0 ? activate : undefined };
    outputs = tf.keep(logits(images, network, signals));
    const sum = tf.losses.softmaxCrossEntropy(targets, outputs, undefined, 0, tf.Reduction.SUM);
    return tf.div(sum, parts.drawings) as tf.Scalar;
  };
  try {
    const { grads } = tf.variableGrads(crossEntropy, [...variables]);
    return { gradients: grads, probabilities: tf.softmax(outputs as unknown as tf.Tensor) };
  } finally {
    outputs?.dispose();
  }
}

function toVariables({ convolutions, average, dense }: NetworkTensors): NetworkTensors<tf.Variable> {
  const variable = <Layer extends LayerTensors>(layer: Layer) => {
    const pair = { ...layer, weights: tf.variable(layer.weights), bias: tf.variable(layer.bias) };
    tf.dispose([layer.weights, layer.bias]);
    return pair;
  };
  return { average, convolutions: convolutions.map(variable), dense: dense.map(variable) };
}
