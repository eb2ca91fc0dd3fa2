import * as tf from '@tensorflow/tfjs-core';
import { addressOf, kernels } from '../kernels/instance.ts';

const KERNEL = 'AdamStep';

export interface AdamStep {
  readonly learningRate: number;
  /** By this share times the learning rate the weights shrink before the step (AdamW). */
  readonly weightDecay?: number;
  /** Times the weights is added to the gradient (L2). */
  readonly penalty?: number;
}

/** What the optimizer remembers of the steps so far. */
export interface AdamSnapshot {
  /** Running means of gradients and of their squares, by variable. */
  readonly first: readonly Float32Array[];
  readonly second: readonly Float32Array[];
  /** beta1 and beta2 to the power of the steps and one, as multiplied up in 32 bits. */
  readonly powers: readonly [number, number];
}

interface Attributes {
  readonly learningRate: number;
  readonly weightDecay: number;
  readonly penalty: number;
  readonly beta1: number;
  readonly beta2: number;
  /** 1 minus what of the moments is still their start at zero. */
  readonly corrections: readonly [number, number];
  readonly epsilon: number;
}

/** Registers a step of Adam on one variable, in place, as one kernel; TensorFlow.js takes a dozen operations. */
export function registerAdam(): void {
  if (tf.getKernel(KERNEL, 'wasm')) return;
  tf.registerKernel({
    kernelName: KERNEL,
    backendName: 'wasm',
    kernelFunc: ({ inputs, attrs }) => {
      const { variable, gradient, first, second } = inputs as Record<string, tf.TensorInfo>;
      const { learningRate, weightDecay, penalty, beta1, beta2, corrections, epsilon } =
        attrs as unknown as Attributes;
      const tensors = [variable, gradient, first, second] as tf.TensorInfo[];
      kernels().adam(
        ...tensors.map(addressOf),
        tf.util.sizeFromShape((variable as tf.TensorInfo).shape),
        1 - learningRate * weightDecay,
        penalty,
        learningRate,
        beta1,
        1 - beta1,
        beta2,
        1 - beta2,
        ...corrections,
        epsilon,
      );
      return [];
    },
  });
}

/**
 * Adam (Kingma and Ba, 2014) on variables that nothing else shares the values of, with the numbers of
 * tf.AdamOptimizer, bit for bit, and which can go on from a snapshot. It holds tensors until it is disposed of.
 */
export class Adam {
  readonly #beta1: number;
  readonly #beta2: number;
  readonly #epsilon = 1e-7;
  readonly #moments = new Map<tf.Variable, { readonly first: tf.Variable; readonly second: tf.Variable }>();
  /** Powers of the two betas, in single precision. */
  #powers: [number, number];

  constructor(variables: readonly tf.Variable[], beta1 = 0.9, beta2 = 0.999) {
    this.#beta1 = beta1;
    this.#beta2 = beta2;
    this.#powers = [Math.fround(beta1), Math.fround(beta2)];
    for (const variable of variables)
      this.#moments.set(variable, {
        first: moment(tf.zerosLike(variable)),
        second: moment(tf.zerosLike(variable)),
      });
  }

  /** One step; `settings` may differ from variable to variable. */
  step(gradients: tf.NamedTensorMap, settings: (variable: tf.Variable) => AdamStep): void {
    const corrections = this.#powers.map((power) => Math.fround(1 - power)) as [number, number];
    for (const [variable, { first, second }] of this.#moments) {
      const { learningRate, weightDecay = 0, penalty = 0 } = settings(variable);
      const gradient = gradients[variable.name] as tf.Tensor;
      const attrs = {
        learningRate,
        weightDecay,
        penalty,
        beta1: this.#beta1,
        beta2: this.#beta2,
        corrections,
        epsilon: this.#epsilon,
      };
      tf.engine().runKernel(KERNEL, { variable, gradient, first, second }, attrs);
    }
    const betas = [this.#beta1, this.#beta2].map(Math.fround) as [number, number];
    this.#powers = [Math.fround(this.#powers[0] * betas[0]), Math.fround(this.#powers[1] * betas[1])];
  }

  snapshot(): AdamSnapshot {
    const moments = [...this.#moments.values()];
    return {
      first: moments.map(({ first }) => first.dataSync<'float32'>().slice()),
      second: moments.map(({ second }) => second.dataSync<'float32'>().slice()),
      powers: [...this.#powers],
    };
  }

  /** Goes on from a snapshot of an optimizer of variables of the same shapes, in the same order. */
  restore({ first, second, powers }: AdamSnapshot): void {
    for (const [i, [variable, old]] of [...this.#moments].entries()) {
      tf.dispose([old.first, old.second]);
      this.#moments.set(variable, {
        first: moment(tf.tensor(first[i] as Float32Array, variable.shape)),
        second: moment(tf.tensor(second[i] as Float32Array, variable.shape)),
      });
    }
    this.#powers = [...powers];
  }

  dispose(): void {
    for (const { first, second } of this.#moments.values()) tf.dispose([first, second]);
    this.#moments.clear();
  }
}

/** A variable that no gradient is taken of, in the place of a tensor. */
function moment(tensor: tf.Tensor): tf.Variable {
  const variable = tf.variable(tensor, false);
  tensor.dispose();
  return variable;
}
