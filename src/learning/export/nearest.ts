/**
 * Nearest neighbours on int8 codes -> ONNX. Evidence: `neighbors`, the rows of the k nearest stored codes,
 * nearest first, int64 [batch, k], and `distances`, Euclidean in code space, [batch, k].
 *
 * Distances are computed twice. |z|^2 - 2 z·c + |c|^2 is one matrix product for all codes, but loses digits
 * where a drawing is close to a code; so it only picks a short list, whose distances are then sums of squared
 * differences.
 */
import type { NearestCodesState } from '../classifier.ts';
import { drawingGraph, outputProbabilities } from './drawing.ts';
import { elementCode, type GraphBuilder, int64s } from './onnx.ts';

/** Codes on the short list beyond the k that are wanted. */
const SPARE = 16;

export function nearestGraph(state: NearestCodesState): GraphBuilder {
  const { classes, k, labels } = state;
  const n = labels.length;
  const d = state.codes.length / n;
  if (k > n) throw new RangeError(`${k} neighbours of ${n} stored codes`);
  const { graph, drawing } = drawingGraph('nearest');
  const scalar = (name: string, value: number) => graph.constant(name, Float32Array.of(value), []);

  // The code of the drawing, in units of the stored ones.
  const pixels = graph.node('Flatten', [drawing], 'pixels'); // [batch, 784]
  const mean = graph.constant('mean', state.mean, [state.mean.length]);
  const components = graph.constant('components', state.components, [state.mean.length, d]);
  const centred = graph.node('Sub', [pixels, mean], 'centred');
  const code = graph.node('MatMul', [centred, components], 'code'); // [batch, d]
  const scale = scalar('scale', state.scale);
  const query = graph.node('Div', [code, scale], 'query'); // [batch, d]
  const stored = graph.node(
    'Cast',
    [graph.constant('codes', state.codes, [n, d])],
    'stored', // [n, d]
    { to: elementCode('float32') },
  );

  // The short list: |z|^2 is the same for all codes, so |c|^2 - 2 z·c ranks as well.
  const products = graph.node('Gemm', [query, stored], 'products', { alpha: -2, transB: 1n }); // [batch, n]
  const norms = graph.node('ReduceSumSquare', [stored], 'norms', { axes: int64s([1]), keepdims: 0n }); // [n]
  const ranks = graph.node('Add', [products, norms], 'ranks'); // [batch, n]
  const m = Math.min(n, k + SPARE);
  const topK = (of: string, count: number, name: string) => {
    const length = graph.constant(`${name}_length`, int64s([count]), [1]);
    graph.node('TopK', [of, length], [`${name}_values`, name], { axis: 1n, largest: 0n, sorted: 1n });
    return name;
  };
  const shortList = topK(ranks, m, 'short_list'); // [batch, m]

  // Exact distances to the codes on it.
  const candidates = graph.node('Gather', [stored, shortList], 'candidates', { axis: 0n }); // [batch, m, d]
  const one = graph.constant('one', int64s([1]), [1]);
  const asRow = graph.node('Unsqueeze', [query, one], 'query_row'); // [batch, 1, d]
  const differences = graph.node('Sub', [candidates, asRow], 'differences');
  const squares = graph.node('ReduceSumSquare', [differences], 'squares', {
    axes: int64s([2]),
    keepdims: 0n,
  });
  const places = topK(squares, k, 'places'); // [batch, k]
  const neighbors = graph.node('GatherElements', [shortList, places], 'neighbors', { axis: 1n });
  graph.node('Mul', [graph.node('Sqrt', ['places_values'], 'lengths'), scale], 'distances');

  // Votes.
  const labelOfRow = graph.constant('labels', labels, [n]);
  const named = graph.node('Gather', [labelOfRow, neighbors], 'neighbor_labels', { axis: 0n }); // [batch, k]
  const wide = graph.node('Cast', [named], 'neighbor_classes', { to: elementCode('int64') });
  const depth = graph.constant('depth', int64s([classes]), [1]);
  const offAndOn = graph.constant('off_and_on', Float32Array.of(0, 1), [2]);
  const votes = graph.node('OneHot', [wide, depth, offAndOn], 'votes', { axis: -1n }); // [batch, k, classes]
  graph.node('ReduceMean', [votes], 'probabilities', { axes: int64s([1]), keepdims: 0n });

  outputProbabilities(graph, classes);
  graph.output(neighbors, 'int64', ['batch', k]);
  graph.output('distances', 'float32', ['batch', k]);
  return graph;
}
