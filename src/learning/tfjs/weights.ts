import type { Random } from '../../core/random.ts';
import type { ConvLayer, DenseLayer } from '../classifier.ts';

/** The weights of a network; a perceptron is one without convolutions. */
export interface NetworkWeights {
  readonly convolutions: readonly ConvLayer[];
  readonly average?: boolean;
  readonly dense: readonly DenseLayer[];
}

/**
 * Uniform in ±sqrt(6 / (fanIn + fanOut)), which keeps the variance of signals and gradients alike
 * from layer to layer (Glorot and Bengio, 2010).
 */
function glorotUniform(length: number, fanIn: number, fanOut: number, random: Random): Float32Array {
  const bound = Math.sqrt(6 / (fanIn + fanOut));
  return Float32Array.from({ length }, () => (2 * random.next() - 1) * bound);
}

/** A convolution with Glorot-uniform weights and a bias of zero. */
export function initialConvolution(
  size: number,
  inputs: number,
  outputs: number,
  random: Random,
  form: Pick<ConvLayer, 'padding' | 'pool' | 'adds'> = {},
): ConvLayer {
  const area = size * size;
  const kernel = glorotUniform(area * inputs * outputs, area * inputs, area * outputs, random);
  return { size, inputs, outputs, kernel, bias: new Float32Array(outputs), ...form };
}

/** A dense layer with Glorot-uniform weights; its bias is zero, or drawn from the same range as in scikit-learn. */
export function initialDense(
  inputs: number,
  outputs: number,
  random: Random,
  bias: 'zero' | 'uniform' = 'zero',
): DenseLayer {
  return {
    inputs,
    outputs,
    weights: glorotUniform(inputs * outputs, inputs, outputs, random),
    bias: bias === 'zero' ? new Float32Array(outputs) : glorotUniform(outputs, inputs, outputs, random),
  };
}
