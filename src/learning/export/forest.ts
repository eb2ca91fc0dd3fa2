/**
 * Random forest -> ONNX, as one TreeEnsembleRegressor with a target for every tree and class.
 * Evidence: `votes`, the class shares of the leaf that each tree comes to, [batch, trees, classes];
 * `probabilities` is their mean over the trees.
 */
import type { ForestState } from '../classifier.ts';
import { drawingGraph, outputProbabilities } from './drawing.ts';
import { type GraphBuilder, int64s } from './onnx.ts';

export function forestGraph({ classes, trees }: ForestState): GraphBuilder {
  const { graph, drawing } = drawingGraph('forest');
  const leaves = graph.node(
    'TreeEnsembleRegressor',
    [graph.node('Flatten', [drawing], 'pixels')],
    'leaves',
    ensembleAttributes(trees, classes),
    'ai.onnx.ml',
  );
  graph.describe(leaves, 'float32', ['batch', trees.length * classes]);
  const shape = graph.constant('votes_shape', int64s([-1, trees.length, classes]), [3]);
  const votes = graph.node('Reshape', [leaves, shape], 'votes');
  graph.node('ReduceMean', [votes], 'probabilities', { axes: int64s([1]), keepdims: 0n });
  outputProbabilities(graph, classes);
  graph.output('votes', 'float32', ['batch', trees.length, classes]);
  return graph;
}

/**
 * A tree sends a pixel left when it is <= t of 0..255. In the file the ink is pixel / 255 in float32, so the
 * threshold stands halfway to the next pixel value, where no rounding can change the side.
 */
const inkThreshold = (threshold: number) => (threshold + 0.5) / 255;

function ensembleAttributes(trees: ForestState['trees'], classes: number) {
  const treeIds: number[] = [];
  const nodeIds: number[] = [];
  const features: number[] = [];
  const modes: string[] = [];
  const thresholds: number[] = [];
  const left: number[] = [];
  const right: number[] = [];
  const leafTrees: number[] = [];
  const leafNodes: number[] = [];
  const leafTargets: number[] = [];
  const leafShares: number[] = [];
  trees.forEach((tree, t) => {
    for (let node = 0; node < tree.feature.length; node++) {
      const leaf = tree.feature[node]! < 0;
      treeIds.push(t);
      nodeIds.push(node);
      modes.push(leaf ? 'LEAF' : 'BRANCH_LEQ');
      features.push(leaf ? 0 : tree.feature[node]!);
      thresholds.push(leaf ? 0 : inkThreshold(tree.threshold[node]!));
      left.push(leaf ? 0 : tree.left[node]!);
      right.push(leaf ? 0 : tree.right[node]!);
      for (let c = 0; leaf && c < classes; c++) {
        const share = tree.shares[node * classes + c]!;
        if (share === 0) continue; // a target without a weight is 0
        leafTrees.push(t);
        leafNodes.push(node);
        leafTargets.push(t * classes + c);
        leafShares.push(share);
      }
    }
  });
  return {
    n_targets: BigInt(trees.length * classes),
    aggregate_function: 'SUM',
    post_transform: 'NONE',
    nodes_treeids: int64s(treeIds),
    nodes_nodeids: int64s(nodeIds),
    nodes_featureids: int64s(features),
    nodes_modes: modes,
    nodes_values: Float32Array.from(thresholds),
    nodes_truenodeids: int64s(left),
    nodes_falsenodeids: int64s(right),
    target_treeids: int64s(leafTrees),
    target_nodeids: int64s(leafNodes),
    target_ids: int64s(leafTargets),
    target_weights: Float32Array.from(leafShares),
  };
}
