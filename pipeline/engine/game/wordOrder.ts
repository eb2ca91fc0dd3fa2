/** Words in an order in which those that a network answers alike stand together, and the families among them. */
import { agnes, type Cluster } from 'ml-hclust';
import type { Labels } from '../../../src/core/metrics.ts';

/** Mean probabilities that the drawings of each class are given. [k][k] */
export function meanAnswers(probabilities: Float32Array, labels: Labels, k: number): Float64Array[] {
  const sums = Array.from({ length: k }, () => new Float64Array(k));
  const counts = new Uint32Array(k);
  labels.forEach((label, i) => {
    const sum = sums[label] as Float64Array;
    for (let c = 0; c < k; c++) sum[c]! += probabilities[i * k + c] as number;
    counts[label]!++;
  });
  return sums.map((sum, label) => sum.map((value) => value / (counts[label] as number)));
}

/**
 * How differently two words are answered, 0 (the same) to 1 (nothing in common): the Hellinger distance of their mean
 * answers. [k][k]
 */
export function answerDistances(means: readonly Float64Array[]): number[][] {
  const roots = means.map((mean) => mean.map(Math.sqrt));
  return roots.map((a) =>
    roots.map((b) => {
      if (a === b) return 0;
      let overlap = 0;
      for (let c = 0; c < a.length; c++) overlap += (a[c] as number) * (b[c] as number);
      return Math.sqrt(Math.max(0, 1 - overlap));
    }),
  );
}

export interface WordOrder {
  /** Classes. [k] */
  readonly order: readonly number[];
  /** Sizes of the runs of `order` that belong together. */
  readonly families: readonly { readonly size: number }[];
}

/**
 * Agglomerative clustering with average linkage, cut into families; within each fork the side comes first whose end is
 * nearer to the other side.
 * @param distances [k][k]
 * @param families at most k
 */
export function wordOrder(distances: number[][], families: number): WordOrder {
  const tree = agnes(distances, { method: 'average', isDistanceMatrix: true });
  const groups = new Set(tree.group(Math.min(families, distances.length)).children);
  const order: number[] = [];
  const sizes: { size: number }[] = [];
  const laid = layOut(tree, distances, groups);
  for (const part of laid) {
    order.push(...part.leaves);
    if (part.isFamily) sizes.push({ size: part.leaves.length });
  }
  return { order, families: sizes };
}

interface Part {
  readonly leaves: readonly number[];
  readonly isFamily: boolean;
}

/** The families below a node, each with its leaves, in their order; above the cut the parts are families themselves. */
function layOut(node: Cluster, distances: number[][], groups: ReadonlySet<Cluster>): Part[] {
  if (groups.has(node) || node.isLeaf) return [{ leaves: leavesOf(node, distances), isFamily: true }];
  const [a, b] = node.children as [Cluster, Cluster];
  return joined(layOut(a, distances, groups), layOut(b, distances, groups), distances, {
    ends: (parts) => [parts[0]?.leaves[0] as number, parts.at(-1)?.leaves.at(-1) as number],
    turn: (parts) =>
      parts.map(({ leaves, isFamily }) => ({ leaves: leaves.toReversed(), isFamily })).reverse(),
  });
}

function leavesOf(node: Cluster, distances: number[][]): number[] {
  if (node.isLeaf) return [node.index];
  const [a, b] = node.children as [Cluster, Cluster];
  return joined(leavesOf(a, distances), leavesOf(b, distances), distances, {
    ends: (leaves) => [leaves[0] as number, leaves.at(-1) as number],
    turn: (leaves) => leaves.toReversed(),
  });
}

/** Two runs, one after the other, each turned so that the ends that meet are as near as can be. */
function joined<Item>(
  a: Item[],
  b: Item[],
  distances: number[][],
  { ends, turn }: { ends: (run: Item[]) => [number, number]; turn: (run: Item[]) => Item[] },
): Item[] {
  const ways = [a, turn(a)].flatMap((left) => [b, turn(b)].map((right) => ({ left, right })));
  const gap = ({ left, right }: { left: Item[]; right: Item[] }) =>
    distances[ends(left)[1]]?.[ends(right)[0]] as number;
  const best = ways.reduce((nearest, way) => (gap(way) < gap(nearest) ? way : nearest));
  return [...best.left, ...best.right];
}
