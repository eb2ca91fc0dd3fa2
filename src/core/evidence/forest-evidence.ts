/** How the trees of a forest voted on one drawing, and which pixels decided it. */
import { descend, type ForestTree } from '../read-forest.ts';
import { greatest } from './margin.ts';

export interface TreeEvidence {
  /** Class that its leaf gives the greatest share. */
  readonly vote: number;
  /** Class shares of its leaf. [classes] */
  readonly shares: readonly number[];
  readonly steps: readonly {
    readonly pixel: number;
    /** Ink 0..1. */
    readonly threshold: number;
    /** The drawing has more ink than that. */
    readonly right: boolean;
  }[];
}

export interface ForestEvidence {
  /** Mean of the trees' shares. [classes] */
  readonly probabilities: Float32Array;
  readonly trees: readonly TreeEvidence[];
  /**
   * How much less of the forest's probability for its answer there would be if the questions about this pixel, each
   * for itself, had gone the other way, in all trees together; below 0 where there would be more. [784]
   */
  readonly weights: Float32Array;
}

/** @param ink 0..1 [784] */
export function forestEvidence(forest: readonly ForestTree[], ink: Float32Array): ForestEvidence {
  const trees = forest.map((tree): TreeEvidence => {
    const { steps, shares } = descend(tree, ink);
    return { vote: greatest(shares), shares, steps };
  });
  const probabilities = meanShares(trees.map(({ shares }) => shares));
  const answer = greatest(probabilities);
  const weights = new Float32Array(784);
  forest.forEach((tree, t) => {
    const { steps, shares } = trees[t] as TreeEvidence;
    let node = 0;
    for (const { pixel, right } of steps) {
      const at = tree[node];
      if (at === undefined) break;
      const other = leafBelow(tree, right ? at.left : at.right, ink);
      const change = ((shares[answer] ?? 0) - (other[answer] ?? 0)) / forest.length;
      weights[pixel] = (weights[pixel] ?? 0) + change;
      node = right ? at.right : at.left;
    }
  });
  return { probabilities, trees, weights };
}

/** Probabilities alone. [classes] */
export function forestProbabilities(forest: readonly ForestTree[], ink: Float32Array): Float32Array {
  return meanShares(forest.map((tree) => leafBelow(tree, 0, ink)));
}

/** Class shares of the leaf that the drawing comes to from a node. */
function leafBelow(tree: ForestTree, from: number, ink: Float32Array): readonly number[] {
  let node = tree[from];
  while (node && node.shares.length === 0)
    node = tree[(ink[node.pixel] ?? 0) > node.threshold ? node.right : node.left];
  if (!node) throw new Error('the tree has an inner node without a child');
  return node.shares;
}

function meanShares(shares: readonly (readonly number[])[]): Float32Array {
  return Float32Array.from(shares[0] ?? [], (_, c) =>
    shares.reduce((sum, each) => sum + (each[c] ?? 0) / shares.length, 0),
  );
}
