/** A skeleton as a graph: lines between ends and junctions. */
import type { Mask } from './mask.ts';

/** An end, a junction of several pixels, or a single pixel. */
export interface Node {
  /** The middle of its pixels. */
  x: number;
  y: number;
}

/** A line of the skeleton, pixel by pixel, from one node to another or back to the same; a single pixel is one too. */
export interface Edge {
  /** Indices of nodes; -1 at both ends of a loop without any. */
  from: number;
  to: number;
  x: number[];
  y: number[];
}

export interface SkeletonGraph {
  nodes: Node[];
  edges: Edge[];
}

/** @param skeleton as `thin` gives it */
export function skeletonGraph({ width, height, bits }: Mask): SkeletonGraph {
  const neighbours = (at: number): number[] => {
    const x = at % width;
    const y = (at - x) / width;
    const found: number[] = [];
    for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++)
      for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
        const near = ny * width + nx;
        if (near !== at && bits[near]) found.push(near);
      }
    return found;
  };

  const degree = new Uint8Array(bits.length);
  for (let at = 0; at < bits.length; at++) if (bits[at]) degree[at] = neighbours(at).length;
  const nodes: Node[] = [];
  const members: number[][] = [];
  const nodeOf = new Int32Array(bits.length).fill(-1);
  for (let at = 0; at < bits.length; at++) {
    if (!bits[at] || degree[at] === 2 || nodeOf[at] !== -1) continue;
    const cluster = [at]; // of a junction: all pixels with three neighbours or more that touch
    nodeOf[at] = nodes.length;
    for (let k = 0; k < cluster.length && degree[at]! > 2; k++)
      for (const near of neighbours(cluster[k]!))
        if (degree[near]! > 2 && nodeOf[near] === -1) {
          nodeOf[near] = nodes.length;
          cluster.push(near);
        }
    const mean = (of: (at: number) => number) =>
      cluster.reduce((sum, each) => sum + of(each), 0) / cluster.length;
    nodes.push({ x: mean((each) => each % width), y: mean((each) => Math.floor(each / width)) });
    members.push(cluster);
  }

  const edges: Edge[] = [];
  const walked = new Uint8Array(bits.length);
  /** Goes on from the last pixel of the path to the next node, or round to where it began. */
  const follow = (path: number[], from: number) => {
    for (;;) {
      const at = path.at(-1)!;
      if (nodeOf[at] !== -1) break;
      walked[at] = 1;
      const before = path.at(-2);
      // Of two ways on, a node ends the line.
      const ways = neighbours(at).filter((near) => near !== before && !walked[near]);
      const next =
        ways.find((near) => nodeOf[near] !== -1 && (path.length > 2 || nodeOf[near] !== from)) ?? ways[0];
      if (next === undefined) {
        path.push(path[0]!);
        break;
      }
      path.push(next);
    }
    const x = path.map((at) => at % width);
    edges.push({ from, to: nodeOf[path.at(-1)!]!, x, y: path.map((at, k) => (at - x[k]!) / width) });
  };
  for (const [node, cluster] of members.entries())
    for (const at of cluster) {
      if (degree[at] === 0) edges.push({ from: node, to: node, x: [nodes[node]!.x], y: [nodes[node]!.y] });
      for (const near of neighbours(at)) {
        if (walked[near] || nodeOf[near] === node) continue;
        if (nodeOf[near]! >= 0) {
          if (nodeOf[near]! > node) follow([at, near], node);
        } else follow([at, near], node);
      }
    }
  for (let at = 0; at < bits.length; at++)
    if (degree[at] === 2 && nodeOf[at] === -1 && !walked[at]) follow([at], -1);
  return { nodes, edges };
}

/** Pixels along the line. */
export function edgeLength({ x, y }: Pick<Edge, 'x' | 'y'>): number {
  let length = 0;
  for (let i = 1; i < x.length; i++) length += Math.hypot(x[i]! - x[i - 1]!, y[i]! - y[i - 1]!);
  return length;
}

/** So many pixels of a line tell its direction: two widths. */
export const lookPx = (lineWidth: number) => Math.max(5, 2 * lineWidth);

/** Unit vector from one end of an edge to the point `look` pixels along it, or to its other end. */
export function direction({ x, y }: Edge, last: number, look: number): [number, number] {
  const step = last ? -1 : 1;
  const start = last ? x.length - 1 : 0;
  let [k, walked] = [start, 0];
  while (walked < look && k + step >= 0 && k + step < x.length) {
    walked += Math.hypot(x[k + step]! - x[k]!, y[k + step]! - y[k]!);
    k += step;
  }
  const [dx, dy] = [x[k]! - x[start]!, y[k]! - y[start]!];
  const length = Math.hypot(dx, dy) || 1;
  return [dx / length, dy / length];
}
