/** The input and the output that every exported model has. */
import { GraphBuilder } from './onnx.ts';

/** Pixels along a side of a drawing. */
export const SIDE = 28;

/** A graph with the input `drawing`, float32 [batch, 1, 28, 28], ink 0..1. */
export function drawingGraph(family: string): { graph: GraphBuilder; drawing: string } {
  const graph = new GraphBuilder(family);
  return { graph, drawing: graph.input('drawing', 'float32', ['batch', 1, SIDE, SIDE]) };
}

/** Declares the output `probabilities`, float32 [batch, classes]; a node must have made it. */
export function outputProbabilities(graph: GraphBuilder, classes: number): void {
  graph.output('probabilities', 'float32', ['batch', classes]);
}
