/** What the linked threshold figure needs of an experiment's results, small enough for a page. */
import type { ModelId } from '../core/models.ts';
import type { ExperimentResult, Interval } from '../core/results.ts';
import { type PackedRoc, packRoc } from './operating-points.ts';
import type { RocBand } from './roc.ts';

export interface ThresholdModel {
  readonly model: ModelId;
  readonly auc: Interval;
  readonly roc: PackedRoc;
  readonly band: RocBand;
  /** Drawings by bin of the probability of the positive class, [2 classes][bins], positive class first. */
  readonly histogram: readonly [readonly number[], readonly number[]];
  /** 95 % bootstrap intervals of the confusion counts at 0.5, [truth][called] -> [low, high], positive first. */
  readonly intervals: readonly (readonly (readonly [number, number])[])[];
}

export interface ThresholdData {
  readonly trainDrawings: number;
  readonly testDrawings: number;
  readonly models: readonly ThresholdModel[];
}

/**
 * @param result of an experiment with two classes, whose models all have one ROC curve
 * @throws Error when a model has none
 */
export function thresholdData(result: ExperimentResult): ThresholdData {
  const names = result.dataset.classes.map((c) => c.name);
  const models = result.models.map((m): ThresholdModel => {
    const roc = m.roc[0];
    if (roc === undefined || names.length !== 2)
      throw new Error(`${result.experiment}: expected two classes and a ROC curve of ${m.model}`);
    const positive = names.indexOf(roc.positiveClass);
    const order = [positive, 1 - positive];
    const row = (of: readonly (readonly number[])[], truth: number) => of[truth] as readonly number[];
    return {
      model: m.model,
      auc: m.roc[0]?.auc as Interval,
      roc: packRoc(roc),
      band: {
        fpr: roc.band.fpr.map((v) => round(v, 3)),
        low: roc.band.low.map((v) => round(v, 3)),
        high: roc.band.high.map((v) => round(v, 3)),
      },
      histogram: [row(m.histogram.counts, positive), row(m.histogram.counts, 1 - positive)],
      intervals: order.map((truth) =>
        order.map(
          (called) =>
            [
              Math.round(row(m.confusion.low, truth)[called] as number),
              Math.round(row(m.confusion.high, truth)[called] as number),
            ] as const,
        ),
      ),
    };
  });
  const first = result.models[0];
  return {
    trainDrawings: first?.trainDrawings ?? 0,
    testDrawings: first?.testDrawings ?? 0,
    models,
  };
}

const round = (value: number, digits: number) => Number(value.toFixed(digits));
