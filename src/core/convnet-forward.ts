/** The published convolutional network on one drawing, step by step, as the article's figure of it shows. */
import { convolve, dense, type Maps, maxPool, relu, softmax } from './layers.ts';
import type { OnnxGraph } from './read-onnx.ts';

export interface ConvnetSteps {
  /** After ReLU. */
  readonly conv1: Maps;
  readonly pool1: Maps;
  readonly conv2: Maps;
  readonly pool2: Maps;
  /** The hidden dense layers after ReLU. */
  readonly hidden1: Float32Array;
  readonly hidden2: Float32Array;
  /** [classes] */
  readonly probabilities: Float32Array;
}

/**
 * @param ink 0..1 [784]
 * @throws Error when the graph has not the constants that the exporter gives a convnet
 */
export function convnetForward(graph: OnnxGraph, ink: Float32Array): ConvnetSteps {
  const constant = (name: string) => {
    const found = graph.constants.get(name);
    if (!found) throw new Error(`the model has no constant ${name}: it is not a convnet of this site`);
    return found;
  };
  const convolution = (input: Maps, name: string) => {
    const kernel = constant(`${name}_kernel`);
    return convolve(input, kernel.values, constant(`${name}_bias`).values, kernel.dims[2] ?? 0);
  };
  const full = (input: Float32Array, name: string) =>
    dense(input, constant(`${name}_weights`).values, constant(`${name}_bias`).values);

  const conv1 = convolution({ count: 1, side: 28, values: ink }, 'conv1');
  const pool1 = maxPool(conv1);
  const conv2 = convolution(pool1, 'conv2');
  const pool2 = maxPool(conv2);
  const hidden1 = relu(full(pool2.values, 'dense1'));
  const hidden2 = relu(full(hidden1, 'dense2'));
  return { conv1, pool1, conv2, pool2, hidden1, hidden2, probabilities: softmax(full(hidden2, 'dense3')) };
}
