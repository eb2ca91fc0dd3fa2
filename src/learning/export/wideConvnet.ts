/**
 * Wide convolutional network -> ONNX, its weights in 8 bits. Evidence: the maps of the last convolution after ReLU,
 * `conv<number>`, [batch, maps, height, width], and `features`, their means over all places, [batch, maps]. The other
 * maps are no outputs, so that a runtime may fuse a convolution with its ReLU.
 */
import type { WideConvnetState } from '../classifier.ts';
import { drawingGraph, outputProbabilities, SIDE } from './drawing.ts';
import { addEightBitWeights } from './eightBits.ts';
import { type GraphBuilder, int64s } from './onnx.ts';
import { outputsFirst } from './outputsFirst.ts';

export function wideConvnetGraph({ family, classes, convolutions, dense }: WideConvnetState): GraphBuilder {
  const [layer] = dense;
  if (layer === undefined || dense.length > 1)
    throw new RangeError(`a ${family} is exported with one dense layer, got ${dense.length}`);
  const { graph, drawing } = drawingGraph(family);
  let value = drawing;
  let before = drawing; // what the convolution before was given
  let side = SIDE;
  for (const [i, convolution] of convolutions.entries()) {
    const { size, inputs, outputs, bias, padding, pool = true, adds = false } = convolution;
    const name = `conv${i + 1}`;
    const around = padding === 'same' ? (size - 1) / 2 : 0;
    const kernel = addEightBitWeights(
      graph,
      `${name}_kernel`,
      convolution.kernel,
      [outputs, inputs, size, size],
      0,
      (values) => outputsFirst(values, convolution),
    );
    const terms = [value, kernel, graph.constant(`${name}_bias`, bias, [outputs])];
    const sum = graph.node('Conv', terms, `${name}_sum`, {
      pads: int64s([around, around, around, around]),
    });
    const whole = adds ? graph.node('Add', [sum, before], `${name}_added`) : sum;
    before = value;
    value = graph.node('Relu', [whole], name);
    side = side - size + 1 + 2 * around;
    if (!pool) continue;
    const two = int64s([2, 2]);
    value = graph.node('MaxPool', [value], `pool${i + 1}`, { kernel_shape: two, strides: two });
    side = Math.floor(side / 2);
  }
  const averages = graph.node('GlobalAveragePool', [value], 'averages');
  const features = graph.node('Flatten', [averages], 'features');
  const weights = addEightBitWeights(
    graph,
    'dense1_weights',
    layer.weights,
    [layer.inputs, layer.outputs],
    1,
  );
  const bias = graph.constant('dense1_bias', layer.bias, [layer.outputs]);
  const sum = graph.node('Gemm', [features, weights, bias], 'logits');
  graph.node('Softmax', [sum], 'probabilities', { axis: 1n });
  outputProbabilities(graph, classes);
  graph.output(value, 'float32', ['batch', layer.inputs, side, side]);
  graph.output(features, 'float32', ['batch', layer.inputs]);
  return graph;
}
