import type { ConvnetLayers, ModelState } from './classifier.ts';

/** How large a model is, in the numbers that it learned or keeps. */
export interface ModelSize {
  readonly count: number;
  readonly unit: string;
}

/** Weights of a network (biases too), nodes of a forest, stored numbers of neighbours; undefined for others. */
export function modelSize(state: ModelState): ModelSize | undefined {
  const weights = (...arrays: readonly { readonly length: number }[]): ModelSize => ({
    count: arrays.reduce((sum, { length }) => sum + length, 0),
    unit: 'weights',
  });
  switch (state.family) {
    case 'forest':
      return { count: state.trees.reduce((sum, { feature }) => sum + feature.length, 0), unit: 'nodes' };
    case 'nearest':
      return state.form === 'pixels'
        ? { count: state.pixels.length, unit: 'stored pixels' }
        : { count: state.codes.length, unit: 'stored codes' };
    case 'perceptron':
      return weights(...state.layers.flatMap((layer) => [layer.weights, layer.bias]));
    case 'convnet':
    case 'wide-convnet':
      return weights(...arraysOf(state));
    case 'convnet-plus':
      return weights(...state.members.flatMap(arraysOf));
    case 'logistic':
      return weights(state.weights, state.bias);
    default:
      return undefined;
  }
}

const arraysOf = ({ convolutions, dense }: ConvnetLayers) => [
  ...convolutions.flatMap((layer) => [layer.kernel, layer.bias]),
  ...dense.flatMap((layer) => [layer.weights, layer.bias]),
];
