/**
 * Convolutional networks -> ONNX. Evidence: `conv1`, `conv2`, ..., the maps after ReLU and before pooling,
 * [batch, maps, height, width], and `features`, the last hidden dense layer, [batch, units].
 */
import type { ConvnetLayers, ConvnetPlusState, ConvnetState, DenseLayer } from '../classifier.ts';
import { addDenseLayers } from './dense.ts';
import { drawingGraph, outputProbabilities, SIDE } from './drawing.ts';
import { type GraphBuilder, int64s } from './onnx.ts';
import { outputsFirst } from './outputsFirst.ts';

export function convnetGraph(state: ConvnetState): GraphBuilder {
  const { graph, drawing } = drawingGraph(state.family);
  const { evidence } = addConvnet(graph, drawing, state, '');
  outputProbabilities(graph, state.classes);
  for (const [name, shape] of evidence) graph.output(name, 'float32', shape);
  return graph;
}

/** Improved convolutional network -> ONNX: the mean of its members' probabilities. The evidence is the first member's. */
export function convnetPlusGraph({ family, classes, members }: ConvnetPlusState): GraphBuilder {
  const { graph, drawing } = drawingGraph(family);
  const parts = members.map((member, m) => addConvnet(graph, drawing, member, `member${m + 1}_`, m === 0));
  graph.node(
    'Mean',
    parts.map(({ probabilities }) => probabilities),
    'probabilities',
  );
  outputProbabilities(graph, classes);
  for (const [name, shape] of parts[0]?.evidence ?? []) graph.output(name, 'float32', shape);
  return graph;
}

type Evidence = [name: string, shape: readonly (string | number)[]][];

/**
 * One network's layers.
 * @param prefix of its names, where several share a graph.
 * @param plainEvidence whether the evidence goes without the prefix all the same.
 */
function addConvnet(
  graph: GraphBuilder,
  drawing: string,
  { convolutions, dense }: ConvnetLayers,
  prefix: string,
  plainEvidence = true,
): { readonly probabilities: string; readonly evidence: Evidence } {
  const shown = plainEvidence ? '' : prefix;
  let value = drawing;
  let side = SIDE;
  let maps = 1;
  const evidence: Evidence = [];
  convolutions.forEach((layer, i) => {
    const name = `${prefix}conv${i + 1}`;
    const around = layer.padding === 'same' ? (layer.size - 1) / 2 : 0;
    const sum = graph.node(
      'Conv',
      [
        value,
        graph.constant(`${name}_kernel`, outputsFirst(layer.kernel, layer), [
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
    value = graph.node('Relu', [sum], `${shown}conv${i + 1}`);
    side = side - layer.size + 1 + 2 * around;
    maps = layer.outputs;
    evidence.push([value, ['batch', maps, side, side]]);
    if (layer.pool === false) return;
    const two = int64s([2, 2]);
    value = graph.node('MaxPool', [value], `${prefix}pool${i + 1}`, { kernel_shape: two, strides: two });
    side = Math.floor(side / 2);
  });
  const [first, ...rest] = dense;
  const hidden = dense.length - 1;
  const probabilities = addDenseLayers(
    graph,
    graph.node('Flatten', [value], `${prefix}flat`),
    [mapsFirst(first!, maps, side * side), ...rest],
    (i) => (i === hidden - 1 ? `${shown}features` : `${prefix}hidden${i + 1}`),
    prefix,
  );
  if (hidden > 0) evidence.push([`${shown}features`, ['batch', dense[hidden - 1]!.outputs]]);
  return { probabilities, evidence };
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
