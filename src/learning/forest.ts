/**
 * Random forest (Breiman, 2001) as scikit-learn's RandomForestClassifier: every tree grows on a bootstrap
 * sample until its leaves are pure, each split looks at a random handful of pixels, and the forest's
 * probabilities are the mean of its leaves' class shares.
 */
import { checkDrawings, checkTraining } from './checkDrawings.ts';
import type { Classifier, Drawings, ForestState, Hyperparameters, LabelledDrawings } from './classifier.ts';
import { PIXELS } from './classifier.ts';
import { type ForestTree, growTrees, treeGround } from './forestTrees.ts';
import { checkWhole, fillIn } from './hyperparameters.ts';
import { findLeaves } from './leaves.ts';
import { NothingLearntError } from './nothingLearnt.ts';

/** `minSamplesSplit` counts distinct drawings; without `bootstrap` every tree grows on all drawings. */
export const FOREST_DEFAULTS = {
  trees: 100,
  featuresPerSplit: Math.sqrt(PIXELS),
  minSamplesSplit: 2,
  bootstrap: true,
};

/** Class shares of the leaves, averaged over the trees. Rows sum to 1. [count, classes] */
function averageLeaves(state: ForestState, drawings: Drawings): Float32Array {
  const { classes, trees } = state;
  const sums = new Float64Array(drawings.count * classes);
  const all = Int32Array.from({ length: drawings.count }, (_, i) => i);
  const leaves = new Int32Array(drawings.count);
  for (const tree of trees) {
    findLeaves(tree, drawings.pixels, all, leaves);
    for (let i = 0; i < drawings.count; i++)
      for (let c = 0; c < classes; c++) sums[i * classes + c]! += tree.shares[leaves[i]! * classes + c]!;
  }
  return Float32Array.from(sums, (sum) => sum / trees.length);
}

/** Collects, tree by tree, the votes on the drawings that the tree has not seen. */
function createOutOfBag(train: LabelledDrawings) {
  const classes = train.classes.length;
  const sums = new Float64Array(train.count * classes);
  const seen = new Uint8Array(train.count);
  return {
    add({ tree: { shares }, leaves }: ForestTree) {
      for (let i = 0; i < train.count; i++) {
        const leaf = leaves[i]!;
        if (leaf < 0) continue;
        seen[i] = 1;
        for (let c = 0; c < classes; c++) sums[i * classes + c]! += shares[leaf * classes + c]!;
      }
    },
    votes: () => ({ sums, seen }),
    restore(votes: { readonly sums: Float64Array; readonly seen: Uint8Array }) {
      sums.set(votes.sums);
      seen.set(votes.seen);
    },
    /** Over the drawings that at least one tree left out; undefined when there are none. */
    accuracy(): number | undefined {
      let right = 0;
      let judged = 0;
      for (let i = 0; i < train.count; i++) {
        if (seen[i] === 0) continue;
        judged++;
        const row = sums.subarray(i * classes, (i + 1) * classes);
        if (row.indexOf(Math.max(...row)) === train.labels[i]) right++;
      }
      return judged > 0 ? right / judged : undefined;
    },
  };
}

/** How far a forest has grown. */
interface Grown {
  readonly trees: ForestState['trees'];
  readonly importances: Float64Array;
  readonly votes: ReturnType<ReturnType<typeof createOutOfBag>['votes']>;
}

function createFrom(hyperparameters: Hyperparameters, fitted?: ForestState): Classifier<ForestState> {
  const options = fillIn('forest', FOREST_DEFAULTS, hyperparameters);
  checkWhole('forest trees', options.trees, 1);
  checkWhole('forest featuresPerSplit', options.featuresPerSplit, 1, PIXELS);
  checkWhole('forest minSamplesSplit', options.minSamplesSplit, 2);
  let state = fitted;
  const fittedState = () => {
    if (!state) throw new Error('the forest has not learnt anything yet: call fit first');
    return state;
  };

  return {
    id: 'forest',
    hyperparameters: options,
    async fit(train, { random, onProgress, checkpoint, stopped, crew }) {
      checkTraining(train);
      const outOfBag = createOutOfBag(train);
      const saved = checkpoint?.load() as Grown | undefined;
      const importances = saved?.importances.slice() ?? new Float64Array(PIXELS);
      const trees: ForestState['trees'][number][] = [...(saved?.trees ?? [])];
      if (saved) outOfBag.restore(saved.votes);
      const add = (grown: ForestTree) => {
        trees.push(grown.tree);
        for (let pixel = 0; pixel < PIXELS; pixel++) importances[pixel]! += grown.importances[pixel]!;
        outOfBag.add(grown);
        checkpoint?.save((): Grown => ({ trees, importances, votes: outOfBag.votes() }));
        onProgress?.({ done: trees.length, total: options.trees, unit: 'trees' });
      };
      const ground = treeGround(train, options, random, crew !== undefined);
      if (trees.length < options.trees) await growTrees(ground, trees.length, add, { crew, stopped });
      if (trees.length === 0) throw new NothingLearntError('forest');
      const sum = importances.reduce((a, b) => a + b, 0);
      if (sum > 0) for (let pixel = 0; pixel < PIXELS; pixel++) importances[pixel]! /= sum;
      state = { family: 'forest', classes: train.classes.length, trees };
      const outOfBagAccuracy = outOfBag.accuracy();
      return outOfBagAccuracy === undefined ? { importances } : { importances, outOfBagAccuracy };
    },
    async predictProba(drawings) {
      const forest = fittedState();
      checkDrawings(drawings);
      return averageLeaves(forest, drawings);
    },
    state: fittedState,
  };
}

/**
 * A forest yet to be grown.
 * @param hyperparameters any of {@link FOREST_DEFAULTS}
 * @throws RangeError for a name or value out of range.
 */
export function createForest(hyperparameters: Hyperparameters = {}): Classifier<ForestState> {
  return createFrom(hyperparameters);
}

/** A forest that predicts as the one that the state was taken from. */
export function forestFromState(state: ForestState): Classifier<ForestState> {
  return createFrom({ trees: state.trees.length }, state);
}
