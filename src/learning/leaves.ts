/** Which leaves of a tree drawings reach. */
import { PIXELS, type TreeState } from './classifier.ts';

/** Drawings per node of the tree from which on it pays to pack it. */
const WORTH_PACKING = 1 / 16;
/** Of a packed node: pixel << 8 | threshold, where it sends drawings left, and right. */
const FIELDS = 4;

/** The leaf that a drawing reaches; `offset` is where its 784 pixels start. */
function leafOf({ feature, threshold, left, right }: TreeState, pixels: Uint8Array, offset: number): number {
  let node = 0;
  for (let pixel = feature[0]!; pixel >= 0; pixel = feature[node]!)
    node = pixels[offset + pixel]! <= threshold[node]! ? left[node]! : right[node]!;
  return node;
}

/** All of a node side by side; a leaf sends every drawing to itself. [nodes, 4] */
function packed({ feature, threshold, left, right }: TreeState): Int32Array {
  const nodes = new Int32Array(FIELDS * feature.length);
  for (let node = 0, at = 0; node < feature.length; node++, at += FIELDS) {
    const isLeaf = feature[node]! < 0;
    nodes[at] = isLeaf ? 255 : (feature[node]! << 8) | threshold[node]!;
    nodes[at + 1] = isLeaf ? at : FIELDS * left[node]!;
    nodes[at + 2] = isLeaf ? at : FIELDS * right[node]!;
  }
  return nodes;
}

/** Where the node at `at` sends a drawing; without a branch, since none could be predicted. */
const next = (nodes: Int32Array, at: number, pixels: Uint8Array, offset: number): number => {
  const code = nodes[at]!;
  return nodes[at + 1 + (((code & 255) - pixels[offset + (code >> 8)]!) >>> 31)]!;
};

/**
 * The leaves that drawings reach: four at a time go down the tree, so that while one waits for memory the others go on.
 * @param pixels [n, 784]
 * @param drawings which of them
 * @param leaves takes their leaves. [drawings]
 */
export function findLeaves(
  tree: TreeState,
  pixels: Uint8Array,
  drawings: Int32Array,
  leaves: Int32Array,
): void {
  const count = drawings.length;
  if (count < tree.feature.length * WORTH_PACKING) {
    for (let i = 0; i < count; i++) leaves[i] = leafOf(tree, pixels, drawings[i]! * PIXELS);
    return;
  }
  const nodes = packed(tree);
  for (let i = 0; i < count; i += 4) {
    // The last four may be fewer: then the last one goes down more than once.
    const [i1, i2, i3] = [Math.min(i + 1, count - 1), Math.min(i + 2, count - 1), Math.min(i + 3, count - 1)];
    const offset0 = drawings[i]! * PIXELS;
    const offset1 = drawings[i1]! * PIXELS;
    const offset2 = drawings[i2]! * PIXELS;
    const offset3 = drawings[i3]! * PIXELS;
    let [at0, at1, at2, at3] = [0, 0, 0, 0];
    for (;;) {
      const to0 = next(nodes, at0, pixels, offset0);
      const to1 = next(nodes, at1, pixels, offset1);
      const to2 = next(nodes, at2, pixels, offset2);
      const to3 = next(nodes, at3, pixels, offset3);
      if (((at0 ^ to0) | (at1 ^ to1) | (at2 ^ to2) | (at3 ^ to3)) === 0) break;
      at0 = to0;
      at1 = to1;
      at2 = to2;
      at3 = to3;
    }
    leaves[i] = at0 / FIELDS;
    leaves[i1] = at1 / FIELDS;
    leaves[i2] = at2 / FIELDS;
    leaves[i3] = at3 / FIELDS;
  }
}
