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

/** What the weights of a step have in common. */
export interface AdamSettings {
  readonly learningRate: number;
  /** 1 minus what of the moments is still their start at zero. */
  readonly corrections: readonly [number, number];
}

const BETAS = [0.9, 0.999] as const;
const EPSILON = 1e-7;

/** The powers of the betas, in single precision: those of the first step, and those of the one after. */
export const FIRST_POWERS = BETAS.map(Math.fround) as unknown as readonly [number, number];
export const nextPowers = ([first, second]: readonly [number, number]): [number, number] => [
  Math.fround(first * FIRST_POWERS[0]),
  Math.fround(second * FIRST_POWERS[1]),
];
export const correctionsOf = (powers: readonly [number, number]) =>
  powers.map((power) => Math.fround(1 - power)) as [number, number];

/** A step on `size` weights, in place, with the addresses of weights, gradients and both moments. */
export function adamStep(
  addresses: readonly [weights: number, gradients: number, first: number, second: number],
  size: number,
  { learningRate, weightDecay, penalty, corrections }: Required<AdamStep> & AdamSettings,
): void {
  kernels().adam(
    ...addresses,
    size,
    1 - learningRate * weightDecay,
    penalty,
    learningRate,
    BETAS[0],
    1 - BETAS[0],
    BETAS[1],
    1 - BETAS[1],
    ...corrections,
    EPSILON,
  );
}

/** Registers a step of Adam on one variable, in place, as one kernel; TensorFlow.js takes a dozen operations. */
export function registerAdam(): void {
  if (tf.getKernel(KERNEL, 'wasm')) return;
  tf.registerKernel({
    kernelName: KERNEL,
    backendName: 'wasm',
    kernelFunc: ({ inputs, attrs }) => {
      const { variable, gradient, first, second } = inputs as Record<string, tf.TensorInfo>;
      const tensors = [variable, gradient, first, second] as tf.TensorInfo[];
      adamStep(
        tensors.map(addressOf) as [number, number, number, number],
        tf.util.sizeFromShape((variable as tf.TensorInfo).shape),
        attrs as unknown as Required<AdamStep> & AdamSettings,
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
  readonly #moments = new Map<tf.Variable, { readonly first: tf.Variable; readonly second: tf.Variable }>();
  /** Powers of the two betas, in single precision. */
  #powers: readonly [number, number] = FIRST_POWERS;

  constructor(variables: readonly tf.Variable[]) {
    for (const variable of variables)
      this.#moments.set(variable, {
        first: moment(tf.zerosLike(variable)),
        second: moment(tf.zerosLike(variable)),
      });
  }

  /** One step; `settings` may differ from variable to variable. */
  step(gradients: tf.NamedTensorMap, settings: (variable: tf.Variable) => AdamStep): void {
    const corrections = correctionsOf(this.#powers);
    for (const [variable, { first, second }] of this.#moments) {
      const { learningRate, weightDecay = 0, penalty = 0 } = settings(variable);
      const gradient = gradients[variable.name] as tf.Tensor;
      const attrs = { learningRate, weightDecay, penalty, corrections };
      tf.engine().runKernel(KERNEL, { variable, gradient, first, second }, attrs);
    }
    this.#powers = nextPowers(this.#powers);
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
