import type { ForestState } from '../classifier.ts';
import { DRAWING_BYTES } from '../drawingBytes.ts';
import { forestGraph } from '../export/forest.ts';
import type { PublishedFamily } from '../family.ts';
import { createForest, forestFromState } from '../forest.ts';
import { numberOf } from '../numberOf.ts';

const treesOf = (given: Parameters<typeof createForest>[0] = {}) => numberOf(given, 'trees', 100);

export const forest: PublishedFamily<ForestState> = {
  states: 'forest',
  source: 'forest.ts',
  create: createForest,
  restore: forestFromState,
  size: ({ trees }) => ({
    count: trees.reduce((sum, { feature }) => sum + feature.length, 0),
    unit: 'nodes',
  }),
  graph: forestGraph,
  form: 'The forest itself: every tree with the class shares of its leaves.',
  cost: {
    /** Trees times drawings times the depth of a balanced tree. */
    work: (given, n) =>
      treesOf(given) * n * Math.log2(n + 1) * (numberOf(given, 'featuresPerSplit', 28) / 28),
    secondsPerMillion: 0.2,
    memoryBytes(given, { classes, trainDrawings }) {
      // Pure leaves: the more classes, the closer the number of nodes comes to that of the drawings.
      const nodes = trainDrawings * 0.8 * (1 - 1 / classes) ** 2;
      return 2 * trainDrawings * DRAWING_BYTES + nodes * treesOf(given) * (11 + 4 * classes);
    },
    memoryAdvice: 'A forest of many classes takes the most: leave it out with --models.',
  },
};
