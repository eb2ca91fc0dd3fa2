import * as tf from '@tensorflow/tfjs-core';
import { addressOf, free } from '../kernels/instance.ts';
import { floatsAt, type Rooms } from './rooms.ts';

/** The gradients of a step's mean cross-entropy, with the numbers of TensorFlow.js's operations, bit for bit. */
export interface CrossEntropy {
  /** Where the network's outputs are to be. [batch, classes] */
  readonly outputs: number;
  /** Where the gradients will be. [batch, classes] */
  readonly errors: number;
  /** @param targets [n, classes] */
  findErrors(targets: Float32Array, n: number): void;
}

export function createCrossEntropy(rooms: Rooms, batch: number, classes: number): CrossEntropy {
  const outputs = rooms.floats(batch * classes);
  const errors = rooms.floats(batch * classes);
  const logits = rooms.tensor(batch * classes); // less the highest, or the logarithm of the sum of powers, of each row
  const sums = rooms.tensor(batch);
  const highest = new Float32Array(batch);

  return {
    outputs,
    errors,
    findErrors(targets, n) {
      const size = n * classes;
      // Views are made anew after each operation, since it may make the memory grow.
      const [seen, shifted] = [floatsAt(outputs, size), floatsOf(logits, size)];
      for (let i = 0, at = 0; i < n; i++) {
        let most = seen[at]!;
        for (let c = 1; c < classes; c++) most = Math.max(most, seen[at + c]!);
        for (let c = 0; c < classes; c++, at++) shifted[at] = seen[at]! - most;
        highest[i] = most;
      }
      each('Exp', logits, (powers) => {
        const totals = floatsOf(sums, n);
        for (let i = 0, at = 0; i < n; i++) {
          let total = 0;
          for (let c = 0; c < classes; c++) total = Math.fround(total + powers[at++]!);
          totals[i] = total;
        }
      });
      each('Log', sums, (logarithms) => {
        const [seen, shares] = [floatsAt(outputs, size), floatsOf(logits, size)];
        for (let i = 0, at = 0; i < n; i++) {
          const total = Math.fround(logarithms[i]! + highest[i]!);
          for (let c = 0; c < classes; c++, at++) shares[at] = seen[at]! - total;
        }
      });
      each('Exp', logits, (shares) => {
        const found = floatsAt(errors, size);
        const share = Math.fround(1 / n);
        for (let i = 0; i < size; i++) found[i] = share * Math.fround(shares[i]! - targets[i]!);
      });
    },
  };
}

const floatsOf = (info: tf.TensorInfo, count: number) => floatsAt(addressOf(info), count);

/** Calls an operation of the backend on numbers one by one, and shows what came out. */
function each(kernel: 'Exp' | 'Log', x: tf.TensorInfo, use: (values: Float32Array) => void): void {
  const run = tf.getKernel(kernel, 'wasm').kernelFunc;
  const y = run({ inputs: { x }, backend: tf.backend(), attrs: {} }) as tf.TensorInfo;
  try {
    use(floatsOf(y, tf.util.sizeFromShape(y.shape)));
  } finally {
    free(y);
  }
}
