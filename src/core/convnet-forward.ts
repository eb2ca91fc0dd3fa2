/** The published convolutional network on one drawing, step by step, as the article's figure of it shows. */
import type { Network, Values } from './evidence/layers.ts';
import { drawingValues, forward, readNetworks } from './evidence/network.ts';
import type { OnnxGraph } from './read-onnx.ts';
import { softmax } from './softmax.ts';

export interface ConvnetSteps {
  /** After ReLU. */
  readonly conv1: Values;
  readonly pool1: Values;
  readonly conv2: Values;
  readonly pool2: Values;
  /** The hidden dense layers after ReLU. */
  readonly hidden1: Float32Array;
  readonly hidden2: Float32Array;
  /** [classes] */
  readonly probabilities: Float32Array;
}

/** The nine layers, with ReLU where it stands in the file. */
const LAYERS = 'conv relu pool conv relu pool dense relu dense relu dense';

/**
 * @param ink 0..1 [784]
 * @throws Error when the graph has not the layers of the article's convnet
 */
export function convnetForward(graph: OnnxGraph, ink: Float32Array): ConvnetSteps {
  const [network = []] = readNetworks(graph);
  return convnetSteps(network, forward(network, drawingValues(ink)));
}

/**
 * @param steps what `forward` found between the layers
 * @throws Error when the network has not the layers of the article's convnet
 */
export function convnetSteps(network: Network, steps: readonly Values[]): ConvnetSteps {
  const layers = network.map(({ kind }) => kind).join(' ');
  if (layers !== LAYERS)
    throw new Error(`the model has the layers ${layers}: the article's convnet has ${LAYERS}`);
  const step = (at: number) => steps[at] as Values;
  return {
    conv1: step(2),
    pool1: step(3),
    conv2: step(5),
    pool2: step(6),
    hidden1: step(8).values,
    hidden2: step(10).values,
    probabilities: softmax(step(11).values),
  };
}
