import { type ForestState, PIXELS } from '../../src/learning/classifier.ts';
import { type CheckEvidence, floats, mismatch } from './evidence.ts';

/** Every tree's leaf, found by walking the tree. */
export const checkVotes: CheckEvidence<ForestState> = (outputs, { pixels, drawn }, state) => {
  const { trees, classes } = state;
  const votes = floats(outputs, 'votes');
  const n = pixels.length / PIXELS;
  for (let i = 0; i < n; i++)
    trees.forEach(({ feature, threshold, left, right, shares }, t) => {
      let node = 0;
      while (feature[node]! >= 0)
        node = pixels[i * PIXELS + feature[node]!]! <= threshold[node]! ? left[node]! : right[node]!;
      for (let c = 0; c < classes; c++) {
        const got = votes[(i * trees.length + t) * classes + c]!;
        const expected = shares[node * classes + c]!;
        if (got !== expected)
          throw mismatch(state, drawn[i]!, `vote of tree ${t} for class ${c}`, got, expected);
      }
    });
  return new Set();
};
