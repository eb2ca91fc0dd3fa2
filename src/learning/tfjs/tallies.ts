import * as tf from '@tensorflow/tfjs-core';
import type { LabelledDrawings } from '../classifier.ts';
import { tally } from './predict.ts';

/** Outputs whose shares are found at once. */
const AT_ONCE = 2 ** 17;

/** Cross-entropies in nats, and how many drawings are right. */
export interface Sums {
  readonly loss: number;
  readonly right: number;
}

/** The probabilities by a network's outputs, found in portions, since the backend's memory never shrinks. [n, classes] */
export function sharesOf(outputs: Float32Array, classes: number): Float32Array {
  const shares = new Float32Array(outputs.length);
  const portion = classes * Math.ceil(AT_ONCE / classes);
  for (let start = 0; start < outputs.length; start += portion) {
    const some = outputs.subarray(start, start + portion);
    const found = tf.tidy(() => tf.softmax(tf.tensor2d(some, [some.length / classes, classes])));
    shares.set(found.dataSync<'float32'>(), start);
    found.dispose();
  }
  return shares;
}

/** Sums up how well a network does, batch by batch, with as few calls as can be. */
export interface Tallies {
  /**
   * @param outputs of the network, copied. [n, classes]
   * @param indices of the drawings. [n]
   */
  add(outputs: Float32Array, indices: Uint32Array): void;
  /** `before` and what was added, batch after batch. */
  sums(before: Sums): Sums;
}

export function createTallies(drawings: LabelledDrawings): Tallies {
  const classes = drawings.classes.length;
  const found: Sums[] = [];
  let waiting: { readonly outputs: Float32Array; readonly indices: Uint32Array }[] = [];
  let size = 0;

  const flush = () => {
    const outputs = new Float32Array(size);
    let end = 0;
    for (const one of waiting) {
      outputs.set(one.outputs, end);
      end += one.outputs.length;
    }
    let rest = sharesOf(outputs, classes);
    for (const { outputs, indices } of waiting) {
      found.push(tally(rest, drawings, indices));
      rest = rest.subarray(outputs.length);
    }
    waiting = [];
    size = 0;
  };

  return {
    add(outputs, indices) {
      waiting.push({ outputs: outputs.slice(), indices });
      size += outputs.length;
      if (size >= AT_ONCE) flush();
    },
    sums(before) {
      if (size > 0) flush();
      return found.reduce(
        (sum, { loss, right }) => ({ loss: sum.loss + loss, right: sum.right + right }),
        before,
      );
    },
  };
}
