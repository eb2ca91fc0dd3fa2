/** What a forest grows its trees from, and how threads share them out. */
import { createRandom, type Random } from '../core/random.ts';
import { type LabelledDrawings, PIXELS, type TreeState } from './classifier.ts';
import type { Crew, CrewTask } from './crew.ts';
import { eventLoopTurn } from './eventLoopTurn.ts';
import { inSharedMemory } from './inSharedMemory.ts';
import { createTreeGrower, type TreeDrawings, type TreeOptions } from './tree.ts';

export interface ForestOptions extends TreeOptions {
  readonly trees: number;
  readonly bootstrap: boolean;
}

/** All that trees depend on; a structured clone of it serves in another thread. */
export interface TreeGround extends TreeDrawings {
  readonly options: ForestOptions;
  /** Where the generator of each tree starts. [trees][4] */
  readonly seeds: readonly (readonly number[])[];
}

/** The ground of a forest that threads share. */
interface SharedGround extends TreeGround {
  /** The next tree that nobody has begun. [1] */
  readonly next: Int32Array;
}

/** What a tree adds to its forest. */
export interface ForestTree {
  readonly tree: TreeState;
  /** Decrease in Gini impurity by pixel, summing to 1 (all 0 for a single leaf). [784] */
  readonly importances: Float64Array;
  /** The leaves that drawings reach which the tree has not seen; -1 for those that it has. [count] */
  readonly leaves: Int32Array;
}

/** A tree from another thread, and its place in the forest. */
interface SharedTree extends ForestTree {
  readonly at: number;
}

/**
 * @param random of the forest: a generator of it for each tree, so that trees can be grown in any order, or side by
 *   side, with the same result
 * @param isShared whether other threads see the drawings, too
 */
export function treeGround(
  { count, pixels, labels, classes }: LabelledDrawings,
  options: ForestOptions,
  random: Random,
  isShared: boolean,
): TreeGround {
  const buffer = new (isShared ? SharedArrayBuffer : ArrayBuffer)(count * PIXELS);
  const columns = new Uint8Array(buffer);
  for (let i = 0; i < count; i++)
    for (let pixel = 0; pixel < PIXELS; pixel++) columns[pixel * count + i] = pixels[i * PIXELS + pixel]!;
  const seeds = Array.from({ length: options.trees }, (_, t) => random.fork(`tree ${t}`).position());
  const rows = isShared ? inSharedMemory(pixels) : pixels;
  return { count, columns, rows, labels, classes: classes.length, options, seeds };
}

/** Grows trees of a forest by their places in it; allocates its working memory once. */
export function createForestGrower(ground: TreeGround): (at: number) => ForestTree {
  const { count, options, seeds } = ground;
  const { grow, leavesOf } = createTreeGrower(ground, options);
  const copies = new Uint16Array(count);
  const random = createRandom('tree');
  return (at) => {
    random.restore(seeds[at]!);
    if (options.bootstrap) {
      copies.fill(0);
      for (let i = 0; i < count; i++) copies[random.int(count)]!++;
    } else copies.fill(1);
    const grown = grow(copies, random);
    return { ...grown, leaves: leavesOf(grown.tree, copies) };
  };
}

interface GrowContext {
  readonly crew: Crew | undefined;
  /** Asked before every tree; whether to grow no more. */
  readonly stopped: (() => boolean) | undefined;
}

/**
 * Grows the trees of a forest from number `first` on, and hands them to `add` in order. Stopped, it has handed over
 * those before the first one that is missing.
 */
export async function growTrees(
  ground: TreeGround,
  first: number,
  add: (tree: ForestTree) => void,
  { crew, stopped }: GrowContext,
): Promise<void> {
  const grow = createForestGrower(ground);
  const total = ground.seeds.length;
  const next = new Int32Array(new (crew ? SharedArrayBuffer : ArrayBuffer)(4)).fill(first);
  const grown = new Map<number, ForestTree>();
  let added = first;
  const addReady = () => {
    for (let tree = grown.get(added); tree; tree = grown.get(added)) {
      grown.delete(added++);
      add(tree);
    }
  };
  const mustStop = async () => {
    if (stopped || crew) await eventLoopTurn();
    return stopped?.() ?? false;
  };
  const share = crew?.share('forest-trees', { ...ground, next }, (result) => {
    const { at, ...tree } = result as SharedTree;
    grown.set(at, tree);
  });
  let isStopped = false;
  try {
    for (; ; addReady()) {
      isStopped = await mustStop();
      const at = isStopped ? total : takeTree(next);
      if (at >= total) break;
      grown.set(at, grow(at));
    }
  } finally {
    // What a lost helper was at is missing, and grown below; what made one fail makes this thread fail, too.
    await share?.end().catch(() => {});
  }
  addReady();
  while (!isStopped && added < total) {
    isStopped = await mustStop();
    if (!isStopped) grown.set(added, grow(added));
    addReady();
  }
}

/** The place of the next tree that nobody has begun; beyond the last when there is none. */
const takeTree = (next: Int32Array): number => Atomics.add(next, 0, 1);

/** The task "forest-trees": grows trees that nobody has begun, and posts each as a `SharedTree`. */
export const growSharedTrees: CrewTask = (ground: SharedGround, post, isCalledOff) => {
  const grow = createForestGrower(ground);
  while (!isCalledOff()) {
    const at = takeTree(ground.next);
    if (at >= ground.seeds.length) return;
    const grown: SharedTree = { at, ...grow(at) };
    const { feature, threshold, left, right, shares } = grown.tree;
    const parts = [feature, threshold, left, right, shares, grown.importances, grown.leaves];
    post(
      grown,
      parts.map(({ buffer }) => buffer as ArrayBuffer),
    );
  }
};
