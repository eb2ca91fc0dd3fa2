/** Multi-layer perceptron -> ONNX. Evidence: `hidden1`, `hidden2`, ..., the hidden layers after ReLU, [batch, units]. */
import type { PerceptronState } from '../classifier.ts';
import { addDenseLayers } from './dense.ts';
import { drawingGraph, outputProbabilities } from './drawing.ts';
import type { GraphBuilder } from './onnx.ts';

export function perceptronGraph({ layers, classes }: PerceptronState): GraphBuilder {
  const { graph, drawing } = drawingGraph('perceptron');
  addDenseLayers(graph, graph.node('Flatten', [drawing], 'pixels'), layers, (i) => `hidden${i + 1}`);
  outputProbabilities(graph, classes);
  layers.slice(0, -1).forEach(({ outputs }, i) => {
    graph.output(`hidden${i + 1}`, 'float32', ['batch', outputs]);
  });
  return graph;
}
