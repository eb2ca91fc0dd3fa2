/** What the page of results tells of one experiment, of either kind. */
import { type Fact, lookup } from '../../core/lookup.ts';
import { MODEL_NAMES, type ModelId } from '../../core/models.ts';
import type { AnyResult } from '../../core/results.ts';

export interface ModelFile {
  readonly model: ModelId;
  readonly name: string;
  /** Below `public/`. */
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly form: string;
}

export interface ExperimentSummary {
  /** What had the highest accuracy, and its accuracy. */
  readonly best: { readonly name: string; readonly accuracy: Fact };
  /** A sweep's variant that other experiments use, and why it; left out where it is the best. */
  readonly chosen?: { readonly name: string; readonly accuracy: Fact; readonly reason: string };
  /** Training drawings, all classes together, rising. */
  readonly trainSizes: readonly number[];
  /** How it was measured, in a sentence. */
  readonly measured: string;
  readonly files: readonly ModelFile[];
}

export function experimentSummary(result: AnyResult): ExperimentSummary {
  const drawings = (perClass: number) => (perClass * result.dataset.classes.length).toLocaleString('en-GB');
  const { split } = result;
  if (result.kind === 'sweep') {
    const chosen = result.chosen.variant;
    return {
      best: { name: String(lookup(result, 'best.label').value), accuracy: lookup(result, 'best.accuracy') },
      ...(lookup(result, 'best.id').value === chosen
        ? {}
        : {
            chosen: {
              name: String(lookup(result, 'chosen.label').value),
              accuracy: lookup(result, 'chosen.accuracy'),
              reason: result.chosen.reason,
            },
          }),
      trainSizes: [split.trainPerClass * result.dataset.classes.length],
      measured: `${result.variants.length} settings, each in ${split.folds} folds.`,
      files: [],
    };
  }
  const sizes = result.learningCurve.flatMap(({ points }) => points.map((point) => point.trainDrawings));
  return {
    best: { name: String(lookup(result, 'top.name').value), accuracy: lookup(result, 'top.accuracy') },
    trainSizes: [...new Set(sizes)].sort((a, b) => a - b),
    measured:
      result.split.method === 'fixed'
        ? `On one test set of ${drawings(split.testPerClass)} drawings, ${result.split.seeds.length} training ${result.split.seeds.length === 1 ? 'set' : 'sets'} a size.`
        : `In ${result.split.folds} folds, ${drawings(split.testPerClass)} drawings tested once each.`,
    files: result.models.map(({ model, published }) => ({
      model,
      name: MODEL_NAMES[model].full,
      file: published.file,
      bytes: published.bytes,
      sha256: published.sha256,
      form: published.form,
    })),
  };
}
