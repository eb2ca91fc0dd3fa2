import * as tf from '@tensorflow/tfjs-core';

/** What the optimizer remembers of the steps so far. */
export interface AdamSnapshot {
  /** Running means of gradients and of their squares, by variable; empty before the first step. */
  readonly first: readonly Float32Array[];
  readonly second: readonly Float32Array[];
  /** beta1 and beta2 to the power of the steps and one, as multiplied up in 32 bits. */
  readonly powers: readonly [Float32Array, Float32Array];
}

/** Adam (Kingma and Ba, 2014) whose learning rate may change from step to step, and which can go on from a snapshot. */
export class Adam extends tf.AdamOptimizer {
  setLearningRate(learningRate: number): void {
    this.learningRate = learningRate;
  }

  snapshot(): AdamSnapshot {
    const values = (moments: readonly { readonly variable: tf.Variable }[]) =>
      moments.map(({ variable }) => variable.dataSync<'float32'>().slice());
    const powers: readonly tf.Variable[] = [this['accBeta1'], this['accBeta2']];
    const [one, two] = powers.map((power) => power.dataSync<'float32'>().slice());
    return {
      first: values(this['accumulatedFirstMoment']),
      second: values(this['accumulatedSecondMoment']),
      powers: [one as Float32Array, two as Float32Array],
    };
  }

  /** The base class's own `setWeights` recomputes the powers, which differ in the last bit. */
  restore({ first, second, powers }: AdamSnapshot, variables: readonly tf.Variable[]): void {
    const moments = (values: readonly Float32Array[], suffix: string) =>
      values.map((value, i) => {
        const { name, shape } = variables[i] as tf.Variable;
        return {
          originalName: `${name}/${suffix}`,
          variable: tf.tidy(() => tf.variable(tf.tensor(value, shape), false)),
        };
      });
    for (const { variable } of [...this['accumulatedFirstMoment'], ...this['accumulatedSecondMoment']])
      variable.dispose();
    this['accumulatedFirstMoment'] = moments(first, 'm');
    this['accumulatedSecondMoment'] = moments(second, 'v');
    tf.tidy(() => {
      this['accBeta1'].assign(tf.scalar(powers[0][0] as number));
      this['accBeta2'].assign(tf.scalar(powers[1][0] as number));
    });
  }
}
