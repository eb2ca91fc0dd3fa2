import * as tf from '@tensorflow/tfjs-core';
import { denseBackward, denseForward } from './denseLayer.ts';
import type { ConvTensors, NetworkTensors } from './logits.ts';
import type { Rings } from './padding.ts';
import type { Parts } from './parts.ts';
import { pooledBackward, pooledForward, ringsOf } from './pooledConvolution.ts';

/** What a convolution has seen, and what came of it. */
interface Convolved {
  readonly x: tf.Tensor;
  readonly rings: Rings;
  readonly maps: tf.Tensor;
  readonly winners: tf.Tensor;
}

/** Whether a network is one of pooled convolutions and dense layers alone. */
export const isPlain = ({ convolutions, average }: NetworkTensors): boolean =>
  !average && convolutions.every(({ pool, adds }) => pool && !adds);

/**
 * The gradients of a plain network, layer by layer: the numbers that TensorFlow.js finds by recording every operation,
 * for dense layers alone in two thirds of the time, since a step of so small a network is over before the record is
 * read. Call it in a tidy.
 *
 * @param drawings [n, 784]
 * @param targets [n, classes]
 * @param mask multiplied with what goes into the first dense layer. [n, flattened]
 * @returns by the variables' names, of these drawings' share of the step's mean cross-entropy; probabilities [n, classes]
 */
export function plainGradients(
  { convolutions, dense }: NetworkTensors<tf.Variable>,
  drawings: tf.Tensor2D,
  targets: tf.Tensor2D,
  mask: tf.Tensor2D | undefined,
  parts: Parts,
): { readonly gradients: tf.NamedTensorMap; readonly probabilities: tf.Tensor } {
  const convolved = convolutions.length > 0 ? forward(convolutions, drawings) : [];
  const maps = convolved.at(-1)?.maps;
  let flat: tf.Tensor = maps ? tf.reshape(maps, [maps.shape[0] as number, -1]) : drawings;
  if (mask) flat = tf.mul(flat, mask);

  const isLast = (i: number) => i === dense.length - 1;
  const signals: tf.Tensor[] = []; // what each dense layer sees, and what the last one gives
  signals.push(flat);
  for (const [i, { weights, bias }] of dense.entries())
    signals.push(tracked(denseForward({ x: signals[i] as tf.Tensor, weights, bias }, { relu: !isLast(i) })));
  const outputs = signals.at(-1) as tf.Tensor2D;
  const logShares = tf.sub(outputs, tf.logSumExp(outputs, -1, true));
  const share = tf.div(tf.scalar(1), parts.drawings); // of each drawing in the mean
  let dy: tf.Tensor = tf.mul(share, tf.sub(tf.exp(logShares), targets));

  const gradients: tf.NamedTensorMap = {};
  /** Takes the gradients of a layer's weights and bias; what is left is that of what it saw. */
  const take = (layer: { readonly weights: tf.Variable; readonly bias: tf.Variable }, found: tf.Tensor[]) => {
    gradients[layer.bias.name] = found.pop() as tf.Tensor;
    gradients[layer.weights.name] = found.pop() as tf.Tensor;
    dy = found.pop() ?? dy;
  };
  for (const [i, layer] of [...dense.entries()].reverse()) {
    const [x, y] = signals.slice(i, i + 2) as [tf.Tensor, tf.Tensor];
    const settings = { relu: !isLast(i), needsInput: i > 0 || maps !== undefined, parts };
    take(layer, denseBackward({ x, weights: layer.weights, y, dy }, settings).map(tracked));
  }
  if (mask) dy = tf.mul(dy, mask);
  for (const [i, layer] of [...convolutions.entries()].reverse()) {
    const { x, rings, maps, winners } = convolved[i] as Convolved;
    const inputs = { dy: tf.reshape(dy, maps.shape), x, filter: layer.weights, maps, winners };
    take(layer, pooledBackward(inputs, { rings, needsInput: i > 0, parts }).map(tracked));
  }
  return { gradients, probabilities: tf.softmax(outputs) };
}

/** The convolutions, one on the maps of the other. */
function forward(convolutions: readonly ConvTensors<tf.Variable>[], images: tf.Tensor2D): Convolved[] {
  let x: tf.Tensor = tf.reshape(images, [-1, 28, 28, 1]);
  return convolutions.map(({ weights, bias, padding }) => {
    const rings = ringsOf(padding, weights);
    const [maps, winners] = pooledForward(x, weights, bias, rings).map(tracked) as [tf.Tensor, tf.Tensor];
    const seen = x;
    x = maps;
    return { x: seen, rings, maps, winners };
  });
}

/** A tensor that the tidy around it disposes of. */
const tracked = (info: tf.TensorInfo): tf.Tensor => tf.engine().makeTensorFromTensorInfo(info) as tf.Tensor;
