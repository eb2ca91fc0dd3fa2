/** Takes away what thinning adds to a drawing: bridges where lines cross, and spurs where their rim is rough. */
import { direction, type Edge, edgeLength, lookPx, type SkeletonGraph } from './skeleton-graph.ts';

/** Junctions this near are one, spurs and loops this short are none; all in widths of the line, plus pixels for thin ones. */
const BRIDGE = 0.9;
const SPUR = 0.6;
const SPUR_PX = 2;
const LOOP = 2.5;
/** The cosine of the angle below which two lines make a sharp corner. */
const SHARP = -0.17;

/** @param lineWidth pixels */
export function tidyGraph(graph: SkeletonGraph, lineWidth: number): SkeletonGraph {
  return pruneSpurs(joinJunctions(graph, lineWidth), lineWidth);
}

/** How many lines end at every node; a loop ends twice. */
function degrees({ nodes, edges }: SkeletonGraph): Int32Array {
  const degree = new Int32Array(nodes.length);
  for (const { from, to } of edges) {
    if (from >= 0) degree[from]!++;
    if (to >= 0) degree[to]!++;
  }
  return degree;
}

/** Lines that cross at a slant share a stretch: its two junctions become one in the middle. */
function joinJunctions(graph: SkeletonGraph, lineWidth: number): SkeletonGraph {
  const degree = degrees(graph);
  const parent = graph.nodes.map((_, i) => i);
  const root = (node: number): number => (parent[node] === node ? node : root(parent[node]!));
  const kept: Edge[] = [];
  for (const edge of graph.edges) {
    const short = edgeLength(edge) <= BRIDGE * lineWidth;
    if (short && edge.from !== edge.to && degree[edge.from]! > 2 && degree[edge.to]! > 2)
      parent[root(edge.to)] = root(edge.from);
    else kept.push(edge);
  }
  const sums = graph.nodes.map(() => ({ x: 0, y: 0, count: 0 }));
  for (const [i, { x, y }] of graph.nodes.entries()) {
    const sum = sums[root(i)]!;
    sum.x += x;
    sum.y += y;
    sum.count++;
  }
  const nodes = sums.map(({ x, y, count }) => ({ x: x / count, y: y / count }));
  const moved = kept.map((edge) => ({
    ...edge,
    from: edge.from < 0 ? -1 : root(edge.from),
    to: edge.to < 0 ? -1 : root(edge.to),
  }));
  const isLoop = (edge: Edge) => edge.from >= 0 && edge.from === edge.to && edge.x.length > 1;
  const edges = moved.filter((edge) => !isLoop(edge) || edgeLength(edge) > LOOP * lineWidth);
  // What was nothing but such loops is a dot.
  const held = new Set(edges.flatMap(({ from, to }) => [from, to]));
  for (const { from } of moved) {
    if (from < 0 || held.has(from)) continue;
    held.add(from);
    edges.push({ from, to: from, x: [nodes[from]!.x], y: [nodes[from]!.y] });
  }
  return { nodes, edges };
}

/**
 * A spur sticks out sideways where a line goes straight on; at a sharp corner the same is the tip, and stays. Shortest
 * first, since a junction that has lost a spur may be one no longer.
 */
function pruneSpurs({ nodes, edges }: SkeletonGraph, lineWidth: number): SkeletonGraph {
  const at = nodes.map((): Edge[] => []);
  for (const edge of edges) {
    at[edge.from]?.push(edge);
    at[edge.to]?.push(edge);
  }
  const spurs = edges
    .map((edge) => ({ edge, length: edgeLength(edge) }))
    .filter(({ length }) => length < SPUR * lineWidth + SPUR_PX)
    .sort((a, b) => a.length - b.length);
  const gone = new Set<Edge>();
  for (const { edge } of spurs) {
    if (edge.from < 0 || edge.from === edge.to) continue;
    const [end, junction] = at[edge.from]!.length === 1 ? [edge.from, edge.to] : [edge.to, edge.from];
    const others = at[junction]!.filter((other) => other !== edge);
    if (at[end]!.length !== 1 || others.length < 2) continue;
    if (others.length === 2 && isSharp(others, junction, lineWidth)) continue;
    gone.add(edge);
    at[end] = [];
    at[junction] = others;
  }
  return { nodes, edges: edges.filter((edge) => !gone.has(edge)) };
}

/** Whether two lines leave a node at less than 100 degrees. */
function isSharp(edges: readonly Edge[], node: number, lineWidth: number): boolean {
  const [a, b] = edges.map((edge) => direction(edge, edge.from === node ? 0 : 1, lookPx(lineWidth)));
  return a !== undefined && b !== undefined && a[0] * b[0] + a[1] * b[1] > SHARP;
}
