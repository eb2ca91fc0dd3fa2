import type { ClassTally } from '../../charts/resample.ts';
import type { ResampleModel } from '../../charts/resample-geometry.ts';
import type { ModelId } from '../../core/models.ts';
import type { ExperimentResult } from '../../core/results.ts';

export interface ResampledModel extends ResampleModel {
  readonly model: ModelId;
  /** Test drawings of each class, and how many of them are read right. */
  readonly classes: readonly ClassTally[];
}

/**
 * What the figure needs of the models of an experiment, in their order.
 * @throws Error when the experiment has no fixed test set: then every fold is another test
 */
export function resampleModels(result: ExperimentResult): ResampledModel[] {
  if (result.split.method !== 'fixed')
    throw new Error(
      `${result.experiment} has ${result.split.method}: test sets are drawn from one fixed test set`,
    );
  const testDrawings = result.split.testPerClass * result.dataset.classes.length;
  return result.models.map(({ model, accuracy, confusion }) => {
    const shares = result.learningCurve.find((series) => series.model === model)?.points.at(-1)?.bySeed ?? [];
    return {
      model,
      accuracy,
      classes: confusion.counts.map((row, truth) => ({
        right: row[truth] ?? 0,
        of: row.reduce((sum, count) => sum + count, 0),
      })),
      bySet: shares.map((share) => Math.round(share * testDrawings)),
    };
  });
}
