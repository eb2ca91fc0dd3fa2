import type { ModelPlan } from './experiment.ts';

/** A forest of 100 trees, of which fewer are published: trees grow with their drawings, and a file is to stay below 3 MB. */
export const smallerForest = (published: number): ModelPlan => ({
  hyperparameters: { trees: 100, featuresPerSplit: 28 },
  published: {
    hyperparameters: { trees: published, featuresPerSplit: 28 },
    form: `The first ${published} of the 100 trees with the class shares of their leaves, so that the file stays small.`,
  },
});
