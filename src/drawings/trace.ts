/** Strokes from the graph of a skeleton: lines go straight on through junctions, as a pen would. */
import type { MutableStroke } from '../core/strokes.ts';
import { direction, type Edge, edgeLength, lookPx, type SkeletonGraph } from './skeleton-graph.ts';

/** A line goes on in another when it turns by less than 60 degrees: the cosine. */
const STRAIGHT = 0.5;
/** Shorter strokes are dots, in widths of the line. */
const DOT = 0.8;
const SMOOTHINGS = 2;

/** One end of an edge: 2 times its index, plus 1 for the last point. */
type End = number;

/**
 * @param graph in pixels (see tidyGraph)
 * @param lineWidth pixels
 * @returns strokes in pixels, the longest first, each from its upper end on; a dot is one point.
 */
export function traceStrokes(graph: SkeletonGraph, lineWidth: number): MutableStroke[] {
  const partner = pairEnds(graph, lookPx(lineWidth));
  const used = new Uint8Array(graph.edges.length);
  const strokes: MutableStroke[] = [];
  const chain = (start: End) => {
    const x: number[] = [];
    const y: number[] = [];
    touchNode(graph, start, partner, x, y);
    let end: End | undefined = start;
    for (;;) {
      const edge: Edge = graph.edges[end >> 1]!;
      used[end >> 1] = 1;
      x.push(...(end & 1 ? [...edge.x].reverse() : edge.x));
      y.push(...(end & 1 ? [...edge.y].reverse() : edge.y));
      const next = partner.get(end ^ 1);
      if (next === undefined) {
        touchNode(graph, end ^ 1, partner, x, y);
        break;
      }
      if (used[next >> 1]) {
        // Back where it began: a loop.
        x.push(x[0]!);
        y.push(y[0]!);
        break;
      }
      end = next;
    }
    strokes.push(finish(x, y, lineWidth));
  };
  for (let end = 0; end < 2 * graph.edges.length; end++) if (!partner.has(end) && !used[end >> 1]) chain(end);
  for (let edge = 0; edge < graph.edges.length; edge++) if (!used[edge]) chain(2 * edge);
  const lengths = new Map(strokes.map((stroke) => [stroke, edgeLength({ x: stroke[0], y: stroke[1] })]));
  return strokes.sort(
    (a, b) => lengths.get(b)! - lengths.get(a)! || a[1][0]! - b[1][0]! || a[0][0]! - b[0][0]!,
  );
}

/** Which end goes on in which, at every node the straightest first; where two lines meet they always go on. */
function pairEnds({ nodes, edges }: SkeletonGraph, look: number): Map<End, End> {
  const ends = nodes.map((): End[] => []);
  for (const [i, { from, to }] of edges.entries()) {
    ends[from]?.push(2 * i);
    ends[to]?.push(2 * i + 1);
  }
  const partner = new Map<End, End>();
  for (const here of ends) {
    const directions = here.map((end) => direction(edges[end >> 1]!, end & 1, look));
    const pairs: { a: number; b: number; cosine: number }[] = [];
    for (let a = 0; a < here.length; a++)
      for (let b = a + 1; b < here.length; b++) {
        const [p, q] = [directions[a]!, directions[b]!];
        pairs.push({ a, b, cosine: -(p[0] * q[0] + p[1] * q[1]) });
      }
    pairs.sort((p, q) => q.cosine - p.cosine);
    for (const { a, b, cosine } of pairs) {
      if (cosine < STRAIGHT && here.length !== 2) break;
      if (partner.has(here[a]!) || partner.has(here[b]!)) continue;
      partner.set(here[a]!, here[b]!);
      partner.set(here[b]!, here[a]!);
    }
  }
  return partner;
}

/** A line that ends at a junction ends in its middle. */
function touchNode(graph: SkeletonGraph, end: End, partner: Map<End, End>, x: number[], y: number[]): void {
  const edge = graph.edges[end >> 1]!;
  const node = graph.nodes[end & 1 ? edge.to : edge.from];
  if (partner.has(end) || !node) return;
  x.push(node.x);
  y.push(node.y);
}

/** Smooths the stairs of pixels, and starts at the upper end. */
function finish(x: number[], y: number[], lineWidth: number): MutableStroke {
  if (edgeLength({ x, y }) < DOT * lineWidth) {
    const middle = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    return [[middle(x)], [middle(y)]];
  }
  const closed = x.length > 3 && x[0] === x.at(-1) && y[0] === y.at(-1);
  const smooth = (values: number[]) => {
    const last = values.length - 1;
    const result = values.map((value, i) =>
      i === 0 || i === last ? value : (values[i - 1]! + 2 * value + values[i + 1]!) / 4,
    );
    if (closed) result[0] = result[last] = (values[last - 1]! + 2 * values[0]! + values[1]!) / 4;
    return result;
  };
  for (let k = 0; k < SMOOTHINGS; k++) [x, y] = [smooth(x), smooth(y)];
  const last = x.length - 1;
  const backwards = y[last]! < y[0]! || (y[last] === y[0] && x[last]! < x[0]!);
  return backwards ? [x.reverse(), y.reverse()] : [x, y];
}
