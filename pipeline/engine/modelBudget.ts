/** What a model's file may take: readers wait for it before the model answers. */
import { factsOf, type ModelId, type ModelKind } from '../../src/core/models.ts';
import type { Hyperparameters } from '../../src/learning/classifier.ts';

/** Bytes of one ONNX file. */
export const MODEL_BUDGET = 3_000_000;

export interface PublishedModel {
  readonly model: ModelId;
  readonly bytes: number;
  /** Of the form that is published. */
  readonly hyperparameters: Hyperparameters;
}

/** What makes a file of its kind smaller. */
const ADVICE: Readonly<Record<ModelKind, (model: PublishedModel) => string>> = {
  trees({ bytes, hyperparameters }) {
    const { trees = 100 } = hyperparameters;
    const fitting = Math.floor((Number(trees) * MODEL_BUDGET) / bytes);
    const form = Object.entries({ ...hyperparameters, trees: fitting }).map(
      ([name, value]) => `${name}: ${value}`,
    );
    return fitting < 1
      ? 'Let its trees be smaller: raise minSamplesSplit in the declaration, or train on fewer drawings.'
      : `Publish fewer of its ${trees} trees, ${fitting} at most (published: { hyperparameters: { ${form.join(', ')} } } in the declaration), or raise minSamplesSplit, so that they are smaller.`;
  },
  neighbours: () =>
    'Publish fewer components of its codes (published in the declaration), or train on fewer drawings.',
  networks: () => 'Give it fewer maps, hidden layers or units in the declaration.',
};

/** A sentence for every file that is too large: what it has, what was expected, and what to do. */
export const overBudget = (models: readonly PublishedModel[]): string[] =>
  models.flatMap((published) => {
    const { model, bytes } = published;
    if (bytes <= MODEL_BUDGET) return [];
    const { name, kind } = factsOf(model);
    return [
      `the file of ${name} has ${megabytes(bytes)}, expected at most ${megabytes(MODEL_BUDGET)}: readers fetch it before they get an answer. ${ADVICE[kind as ModelKind](published)}`,
    ];
  });

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
