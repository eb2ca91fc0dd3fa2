/** A published forest's trees, read from its ONNX file, and one tree's way through a drawing. */
import type { OnnxGraph } from './read-onnx.ts';

export interface ForestNode {
  readonly pixel: number;
  /** Ink 0..1; a drawing with at most as much goes left. */
  readonly threshold: number;
  readonly left: number;
  readonly right: number;
  /** Class shares at a leaf, empty at an inner node. */
  readonly shares: readonly number[];
}

/** Nodes by id; node 0 is the root. */
export type ForestTree = readonly ForestNode[];

export interface Descent {
  /** `right`: the drawing has more ink than the threshold. */
  readonly steps: readonly { readonly pixel: number; readonly threshold: number; readonly right: boolean }[];
  /** Class shares of the leaf. [classes] */
  readonly shares: readonly number[];
}

/**
 * @param graph with one TreeEnsembleRegressor whose targets are every tree's classes, tree by tree
 * @throws Error when there is none, or when it lacks an attribute
 */
export function readForest(graph: OnnxGraph): ForestTree[] {
  const ensemble = graph.nodes.find(({ operator }) => operator === 'TreeEnsembleRegressor')?.numbers;
  if (!ensemble) throw new Error('the model has no TreeEnsembleRegressor: it is not a forest of this site');
  const column = (name: string): readonly number[] => {
    const values = ensemble.get(name);
    if (!values) throw new Error(`the forest's TreeEnsembleRegressor has no ${name}`);
    return values;
  };
  const treeIds = column('nodes_treeids');
  const nodeIds = column('nodes_nodeids');
  const pixels = column('nodes_featureids');
  const thresholds = column('nodes_values');
  const left = column('nodes_truenodeids');
  const right = column('nodes_falsenodeids');
  const trees: ForestNode[][] = [];
  treeIds.forEach((tree, i) => {
    trees[tree] ??= [];
    trees[tree][nodeIds[i] ?? 0] = {
      pixel: pixels[i] ?? 0,
      threshold: thresholds[i] ?? 0,
      left: left[i] ?? 0,
      right: right[i] ?? 0,
      shares: [],
    };
  });

  const classes = (column('n_targets')[0] ?? 0) / trees.length;
  const leaves = column('target_nodeids');
  const targets = column('target_ids');
  const weights = column('target_weights');
  column('target_treeids').forEach((tree, i) => {
    const leaf = leaves[i] ?? 0;
    const node = trees[tree]?.[leaf];
    if (!node) throw new Error(`the forest's tree ${tree} has no node ${leaf}`);
    const shares = node.shares.length > 0 ? [...node.shares] : new Array<number>(classes).fill(0);
    shares[(targets[i] ?? 0) - tree * classes] = weights[i] ?? 0;
    (trees[tree] as ForestNode[])[leaf] = { ...node, shares };
  });
  return trees;
}

/** The questions that a tree asks of a drawing, and the leaf that it comes to; `ink` 0..1 [784]. */
export function descend(tree: ForestTree, ink: ArrayLike<number>): Descent {
  const steps: Descent['steps'][number][] = [];
  let node = tree[0];
  while (node && node.shares.length === 0) {
    const right = (ink[node.pixel] ?? 0) > node.threshold;
    steps.push({ pixel: node.pixel, threshold: node.threshold, right });
    if (steps.length > tree.length) throw new Error('the tree goes round in circles');
    node = tree[right ? node.right : node.left];
  }
  if (!node) throw new Error('the tree has an inner node without a child');
  return { steps, shares: node.shares };
}

/** Index of the class that a tree gives the greatest share. */
export function vote(tree: ForestTree, ink: ArrayLike<number>): number {
  const { shares } = descend(tree, ink);
  return shares.indexOf(Math.max(...shares));
}
