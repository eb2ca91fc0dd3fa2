import * as tf from '@tensorflow/tfjs-core';
import { type Drawings, type LabelledDrawings, PIXELS } from '../classifier.ts';
import { addressOf, kernels, memory, output, withScratch } from '../kernels/instance.ts';
import type { Stage } from '../stages.ts';
import { logits, type NetworkTensors } from './logits.ts';

/** Drawings that go through a network at once: some 25 MB of maps in the convnet. */
const BATCH = 256;

/**
 * Ink 0..1 of the drawings at `indices`. [n, 784]
 *
 * @param distort changes one drawing in place: augmentation, while training
 */
export function imageTensor(
  drawings: Drawings,
  indices: ArrayLike<number>,
  distort?: (ink: Float32Array) => void,
): tf.Tensor2D {
  const info = output([indices.length, PIXELS]);
  const images = tf.engine().makeTensorFromTensorInfo(info) as tf.Tensor2D;
  withScratch([indices.length * PIXELS], (address = 0) => {
    const bytes = new Uint8Array(memory().buffer, address, indices.length * PIXELS);
    for (let i = 0; i < indices.length; i++) {
      const from = (indices[i] as number) * PIXELS;
      bytes.set(drawings.pixels.subarray(from, from + PIXELS), i * PIXELS);
    }
    kernels().inkOf(address, addressOf(info), bytes.length);
  });
  if (distort) {
    const ink = new Float32Array(memory().buffer, addressOf(info), indices.length * PIXELS);
    for (let at = 0; at < ink.length; at += PIXELS) distort(ink.subarray(at, at + PIXELS));
  }
  return images;
}

/** Reads a tensor and disposes of it. */
export async function valuesOf(tensor: tf.Tensor): Promise<Float32Array> {
  try {
    return await tensor.data<'float32'>();
  } finally {
    tensor.dispose();
  }
}

/** Probabilities of the drawings from `start` up to `end`. [end - start, classes] */
function shares(network: NetworkTensors, drawings: Drawings, start: number, end: number): tf.Tensor {
  const indices = Array.from({ length: end - start }, (_, i) => start + i);
  return tf.tidy(() => tf.softmax(logits(imageTensor(drawings, indices), network)));
}

/** The network's probabilities, computed in batches of bounded memory. [count, classes] */
export async function predict(
  network: NetworkTensors,
  drawings: Drawings,
  classes: number,
): Promise<Float32Array> {
  const probabilities = new Float32Array(drawings.count * classes);
  for (let start = 0; start < drawings.count; start += BATCH) {
    const end = Math.min(start + BATCH, drawings.count);
    probabilities.set(await valuesOf(shares(network, drawings, start, end)), start * classes);
  }
  return probabilities;
}

/** The same batches, a portion each, written to `probabilities` [count, classes]. */
export const predictStage = (
  network: NetworkTensors,
  drawings: Drawings,
  probabilities: Float32Array,
): Stage => ({
  portions: Math.ceil(drawings.count / BATCH),
  begin: () => (portion) => {
    const start = portion * BATCH;
    const end = Math.min(start + BATCH, drawings.count);
    const found = shares(network, drawings, start, end);
    probabilities.set(found.dataSync<'float32'>(), (start * probabilities.length) / drawings.count);
    found.dispose();
  },
});

/** Mean cross-entropy in nats, and the share of drawings whose likeliest class is right. */
export async function score(
  network: NetworkTensors,
  drawings: LabelledDrawings,
): Promise<{ loss: number; accuracy: number }> {
  const all = Uint32Array.from({ length: drawings.count }, (_, i) => i);
  const { loss, right } = tally(await predict(network, drawings, drawings.classes.length), drawings, all);
  return { loss: loss / drawings.count, accuracy: right / drawings.count };
}

/** The sum of the cross-entropies in nats of the drawings at `indices`, and how many are right. */
export function tally(
  probabilities: Float32Array, // [n, classes]
  { labels, classes }: LabelledDrawings,
  indices: Uint32Array, // [n]
): { loss: number; right: number } {
  const k = classes.length;
  let loss = 0;
  let right = 0;
  for (let i = 0; i < indices.length; i++) {
    const label = labels[indices[i] as number] as number;
    const own = probabilities[i * k + label] as number;
    loss -= Math.log(Math.max(own, 1e-12)); // a float32 softmax may round to 0
    let first = 0; // of the likeliest classes
    for (let c = 1; c < k; c++)
      if ((probabilities[i * k + c] as number) > (probabilities[i * k + first] as number)) first = c;
    if (first === label) right++;
  }
  return { loss, right };
}
