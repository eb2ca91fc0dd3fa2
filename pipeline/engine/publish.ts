/** The published form of a model: its ONNX file, proven to say what the trained model says. */
import { createHash } from 'node:crypto';
import type { ModelId } from '../../src/core/models.ts';
import type { Interval, ModelResult } from '../../src/core/results.ts';
import type { PublishedState } from '../../src/learning/classifier.ts';
import { exportModel } from '../../src/learning/export/index.ts';
import { FAMILIES } from '../../src/learning/families.ts';
import { takeRows } from '../dataset/split.ts';
import { checkExport } from '../export/check.ts';
import type { ExperimentDrawings } from './drawings.ts';
import { concatProbabilities, concatRows } from './folds.ts';
import type { FitOutcome, Rows } from './job.ts';
import { toldShares } from './toldShares.ts';

/** What a fit that is to be published predicts: the test drawings, and the exhibits of every class. */
export const publishedSets = (test: Rows, exhibits: readonly Rows[]): Record<string, Rows> => ({
  test,
  ...Object.fromEntries(exhibits.map((rows, c) => [`exhibits ${c}`, rows])),
});

export interface Publication {
  readonly onnx: Uint8Array;
  readonly published: ModelResult['published'];
  readonly exhibits: ModelResult['exhibits'];
}

/**
 * @param outcome of a fit with its state, which predicted `publishedSets(test, exhibits)`
 * @throws Error when the file says something else than the model.
 */
export async function publish(
  { experiment, model }: { readonly experiment: string; readonly model: ModelId },
  { store, dataset, exhibits }: Pick<ExperimentDrawings, 'store' | 'dataset' | 'exhibits'>,
  test: Rows,
  outcome: FitOutcome,
  {
    accuracy,
    trainDrawings,
    form = FAMILIES[model].form,
  }: { readonly accuracy: Interval; readonly trainDrawings: number; readonly form?: string | undefined },
): Promise<Publication> {
  const { classes } = store;
  const state = outcome.state as PublishedState;
  const onnx = exportModel(state, {
    classes,
    experiment,
    datasetSha256: createHash('sha256')
      .update(dataset.classes.map((c) => c.sha256).join())
      .digest('hex'),
    trainDrawings,
    accuracy: accuracy.value,
  });
  const sets = publishedSets(test, exhibits);
  const reference = concatProbabilities(
    Object.keys(sets).map((name) => outcome.probabilities[name] as Float32Array),
  );
  const drawings = takeRows(store, concatRows(Object.values(sets)));
  const { maxDifference, comparedDrawings } = await checkExport(onnx, reference, drawings, state);
  const k = classes.length;
  return {
    onnx,
    published: {
      file: `models/${experiment}-${model}.onnx`,
      bytes: onnx.length,
      sha256: createHash('sha256').update(onnx).digest('hex'),
      trainDrawings,
      accuracy,
      maxDifference,
      comparedDrawings,
      form,
    },
    exhibits: Object.fromEntries(
      classes.map((name, c) => {
        const flat = outcome.probabilities[`exhibits ${c}`] as Float32Array;
        const rows = Array.from({ length: flat.length / k }, (_, i) => flat.slice(i * k, i * k + k));
        return [name, rows.map((row) => toldShares(row, c))];
      }),
    ),
  };
}
