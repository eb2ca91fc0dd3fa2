/**
 * One CART decision tree (Breiman et al., 1984) on 8-bit pixels, grown as scikit-learn's
 * DecisionTreeClassifier grows it: Gini impurity, best split of a random set of features, depth first,
 * until the leaves are pure. Sources: sklearn/tree/_splitter.pyx and _tree.pyx, version 1.2.1.
 */
import type { Random } from '../core/random.ts';
import { type Labels, PIXELS, type TreeState } from './classifier.ts';
import { findLeaves } from './leaves.ts';
import { createSplitFinder, type InkBothWays, MAX_CLASSES, type NodeSamples, tallyOf } from './split.ts';

export interface TreeOptions {
  /** Pixels drawn without replacement at each node, 1..784. */
  readonly featuresPerSplit: number;
  /** Nodes with fewer distinct drawings become leaves. */
  readonly minSamplesSplit: number;
}

export interface GrownTree {
  readonly tree: TreeState;
  /** Decrease in Gini impurity by pixel, summing to 1 (all 0 for a single leaf). [784] */
  readonly importances: Float64Array;
}

export interface TreeGrower {
  /** Grows a tree on the drawings, each taken `copies[i]` times; drawings with 0 copies are left out. */
  grow(copies: Uint16Array, random: Random): GrownTree;
  /** The leaf that each drawing with 0 copies reaches; -1 for the others. [n] */
  leavesOf(tree: TreeState, copies: Uint16Array): Int32Array;
}

/** The drawings as a tree sees them. */
export interface TreeDrawings extends InkBothWays {
  readonly count: number;
  readonly labels: Labels; // [count]
  readonly classes: number;
}

/** Allocates all working memory once; what it returns may be called any number of times. */
export function createTreeGrower(
  { count, columns, rows, labels, classes }: TreeDrawings,
  options: TreeOptions,
): TreeGrower {
  if (classes > MAX_CLASSES)
    throw new RangeError(`a tree takes at most ${MAX_CLASSES} classes, got ${classes}`);
  const samples: NodeSamples = {
    drawing: new Int32Array(count),
    tally: new Int32Array(count),
  };
  const finder = createSplitFinder({ columns, rows }, samples, classes, options.featuresPerSplit);
  const capacity = 2 * count;
  const feature = new Int16Array(capacity);
  const threshold = new Uint8Array(capacity);
  const left = new Int32Array(capacity);
  const right = new Int32Array(capacity);
  const totals = new Int32Array(classes);
  const leftOut = new Int32Array(count);
  const reached = new Int32Array(count);
  // A stack of nodes still to be grown: start, end, parent (its complement for a left child), known constants.
  const stack = new Int32Array(4 * (count + 2));
  let depth = 0;
  const push = (start: number, end: number, parent: number, constants: number) => {
    const top = 4 * depth++;
    stack[top] = start;
    stack[top + 1] = end;
    stack[top + 2] = parent;
    stack[top + 3] = constants;
  };

  /** Sends the samples with pixel <= threshold to the front; returns where the others start. */
  const partition = (start: number, end: number, pixel: number, limit: number): number => {
    const { drawing, tally } = samples;
    const base = pixel * count;
    let low = start;
    let high = end;
    while (low < high) {
      if (columns[base + drawing[low]!]! <= limit) {
        low++;
        continue;
      }
      high--;
      const d = drawing[low]!;
      drawing[low] = drawing[high]!;
      drawing[high] = d;
      const t = tally[low]!;
      tally[low] = tally[high]!;
      tally[high] = t;
    }
    return low;
  };

  const grow: TreeGrower['grow'] = (copies, random) => {
    const { drawing, tally } = samples;
    let size = 0;
    for (let i = 0; i < count; i++) {
      if (copies[i] === 0) continue;
      drawing[size] = i;
      tally[size++] = tallyOf(labels[i]!, copies[i]!);
    }
    // Float32 rows grow with the tree: nodes x classes can be far below 2n x classes.
    let shares = new Float32Array(classes * Math.min(capacity, 256));
    const importances = new Float64Array(PIXELS);
    finder.reset();
    let nodes = 0;
    push(0, size, -1, 0);
    while (depth > 0) {
      const top = 4 * --depth;
      const start = stack[top]!;
      const end = stack[top + 1]!;
      const parent = stack[top + 2]!;
      const knownConstants = stack[top + 3]!;
      const node = nodes++;
      if (parent >= 0) right[parent] = node;
      else if (node > 0) left[~parent] = node;
      finder.count(start, end, totals);
      let total = 0;
      let squares = 0;
      for (let c = 0; c < classes; c++) {
        total += totals[c]!;
        squares += totals[c]! * totals[c]!;
      }
      if ((node + 1) * classes > shares.length) {
        const grown = new Float32Array(2 * shares.length);
        grown.set(shares);
        shares = grown;
      }
      for (let c = 0; c < classes; c++) shares[node * classes + c] = totals[c]! / total;

      const pure = squares === total * total;
      const constants =
        pure || end - start < options.minSamplesSplit
          ? -1
          : finder.find(start, end, totals, total, squares, knownConstants, random);
      if (constants < 0) {
        feature[node] = -1;
        threshold[node] = 0;
        left[node] = -1;
        right[node] = -1;
        continue;
      }
      const { best } = finder;
      feature[node] = best.pixel;
      threshold[node] = best.threshold;
      importances[best.pixel]! += best.score - squares / total;
      const middle = partition(start, end, best.pixel, best.threshold);
      push(middle, end, node, constants);
      push(start, middle, ~node, constants); // popped first, so that nodes come in preorder
    }
    const sum = importances.reduce((a, b) => a + b, 0);
    if (sum > 0) for (let pixel = 0; pixel < PIXELS; pixel++) importances[pixel]! /= sum;
    return {
      tree: {
        feature: feature.slice(0, nodes),
        threshold: threshold.slice(0, nodes),
        left: left.slice(0, nodes),
        right: right.slice(0, nodes),
        shares: shares.slice(0, nodes * classes),
      },
      importances,
    };
  };

  const leavesOf: TreeGrower['leavesOf'] = (tree, copies) => {
    let left = 0;
    for (let i = 0; i < count; i++) if (copies[i] === 0) leftOut[left++] = i;
    findLeaves(tree, rows, leftOut.subarray(0, left), reached);
    const leaves = new Int32Array(count).fill(-1);
    for (let i = 0; i < left; i++) leaves[leftOut[i]!] = reached[i]!;
    return leaves;
  };

  return { grow, leavesOf };
}
