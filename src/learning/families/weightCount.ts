import type { ConvnetLayers, DenseLayer } from '../classifier.ts';
import type { ModelSize } from '../family.ts';

/** So many weights, biases too. */
export const weightCount = (...arrays: readonly { readonly length: number }[]): ModelSize => ({
  count: arrays.reduce((sum, { length }) => sum + length, 0),
  unit: 'weights',
});

export const denseArrays = (layers: readonly DenseLayer[]): Float32Array[] =>
  layers.flatMap(({ weights, bias }) => [weights, bias]);

export const convnetArrays = ({ convolutions, dense }: ConvnetLayers): Float32Array[] => [
  ...convolutions.flatMap(({ kernel, bias }) => [kernel, bias]),
  ...denseArrays(dense),
];
