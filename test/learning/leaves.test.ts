import { expect, it } from 'vitest';
import { createRandom } from '../../src/core/random.ts';
import type { ForestState, TreeState } from '../../src/learning/classifier.ts';
import { createForest } from '../../src/learning/forest.ts';
import { findLeaves } from '../../src/learning/leaves.ts';
import { bars } from './bars.ts';

const drawings = bars(303, createRandom('leaves'), 4);
const forest = createForest({ trees: 3 });
await forest.fit(drawings, { random: createRandom(1) });
const { trees } = forest.state() as ForestState;

/** The leaf of one drawing, question by question. */
function leafOf({ feature, threshold, left, right }: TreeState, drawing: number): number {
  let node = 0;
  while (feature[node]! >= 0) {
    const ink = drawings.pixels[drawing * 784 + feature[node]!]!;
    node = ink <= threshold[node]! ? left[node]! : right[node]!;
  }
  return node;
}

it.each([0, 1, 2, 3, 4, 5, 30, 301, 303])(
  '%i drawings reach the leaves that they reach one by one',
  (count) => {
    const random = createRandom(count);
    const some = Int32Array.from({ length: count }, () => random.int(drawings.count));
    for (const tree of trees) {
      const leaves = new Int32Array(count).fill(-1);
      findLeaves(tree, drawings.pixels, some, leaves);
      expect([...leaves]).toEqual([...some].map((drawing) => leafOf(tree, drawing)));
    }
  },
);

it('thresholds at both ends, and a tree that is a leaf', () => {
  const pixels = new Uint8Array(3 * 784);
  pixels[783] = 255;
  pixels[784 + 783] = 254;
  const all = Int32Array.from({ length: 90 }, (_, i) => i % 3);
  const ends = (threshold: number, pixel = 783): TreeState => ({
    feature: Int16Array.of(pixel, -1, -1),
    threshold: Uint8Array.of(threshold, 0, 0),
    left: Int32Array.of(1, -1, -1),
    right: Int32Array.of(2, -1, -1),
    shares: new Float32Array(6),
  });
  const leavesOf = (tree: TreeState) => {
    const leaves = new Int32Array(90);
    findLeaves(tree, pixels, all, leaves);
    return [...leaves.subarray(0, 3)];
  };
  expect(leavesOf(ends(255))).toEqual([1, 1, 1]);
  expect(leavesOf(ends(254))).toEqual([2, 1, 1]);
  expect(leavesOf(ends(0))).toEqual([2, 2, 1]);
  expect(leavesOf({ ...ends(0), feature: Int16Array.of(-1) })).toEqual([0, 0, 0]);
});
