/**
 * Convolutional networks -> ONNX. Evidence: `conv1`, `conv2`, ..., the maps after ReLU and before pooling,
 * [batch, maps, height, width], and `features`, the last hidden dense layer, [batch, units].
 */
import type { ConvLayer, ConvnetState, DenseLayer } from '../models/classifier.ts';
import { addDenseLayers } from './dense.ts';
import { drawingGraph, SIDE } from './drawing.ts';
import { type GraphBuilder, int64s } from './onnx.ts';

export function convnetGraph({ family, convolutions, dense }: ConvnetState): GraphBuilder {
  const { graph, drawing } = drawingGraph(family);
  let value = drawing;
  let side = SIDE;
  let maps = 1;
  const outputs: [name: string, shape: readonly (string | number)[]][] = [];
  convolutions.forEach((layer, i) => {
    const name = `conv${i + 1}`;
    const around = layer.padding === 'same' ? (layer.size - 1) / 2 : 0;
    const sum = graph.node(
      'Conv',
      [
        value,
        graph.constant(`${name}_kernel`, outputsFirst(layer), [
          layer.outputs,
          layer.inputs,
          layer.size,
          layer.size,
        ]),
        graph.constant(`${name}_bias`, layer.bias, [layer.outputs]),
      ],
      `${name}_sum`,
      around > 0 ? { pads: int64s([around, around, around, around]) } : {},
    );
    graph.node('Relu', [sum], name);
    side = side - layer.size + 1 + 2 * around;
    maps = layer.outputs;
    outputs.push([name, ['batch', maps, side, side]]);
    value = name;
    if (layer.pool === false) return;
    const two = int64s([2, 2]);
    value = graph.node('MaxPool', [name], `pool${i + 1}`, { kernel_shape: two, strides: two });
    side = Math.floor(side / 2);
  });
  const [first, ...rest] = dense;
  const hidden = dense.length - 1;
  addDenseLayers(
    graph,
    graph.node('Flatten', [value], 'flat'),
    [mapsFirst(first!, maps, side * side), ...rest],
    (i) => (i === hidden - 1 ? 'features' : `hidden${i + 1}`),
  );
  for (const [name, shape] of outputs) graph.output(name, 'float32', shape);
  if (hidden > 0) graph.output('features', 'float32', ['batch', dense[hidden - 1]!.outputs]);
  return graph;
}

/** Kernel [size, size, inputs, outputs] -> [outputs, inputs, size, size]. */
function outputsFirst({ size, inputs, outputs, kernel }: ConvLayer): Float32Array {
  const area = size * size;
  const moved = new Float32Array(kernel.length);
  for (let at = 0; at < area; at++)
    for (let i = 0; i < inputs; i++)
      for (let o = 0; o < outputs; o++)
        moved[(o * inputs + i) * area + at] = kernel[(at * inputs + i) * outputs + o]!;
  return moved;
}

/** The layer over maps flattened as [height, width, map] -> the same over [map, height, width], as ONNX flattens them. */
function mapsFirst(layer: DenseLayer, maps: number, area: number): DenseLayer {
  const { inputs, outputs, weights } = layer;
  if (inputs !== maps * area)
    throw new RangeError(
      `first dense layer takes ${inputs} inputs, but the pooled maps have ${maps} x ${area}`,
    );
  const moved = new Float32Array(weights.length);
  for (let at = 0; at < area; at++)
    for (let map = 0; map < maps; map++) {
      const from = (at * maps + map) * outputs;
      moved.set(weights.subarray(from, from + outputs), (map * area + at) * outputs);
    }
  return { ...layer, weights: moved };
}
