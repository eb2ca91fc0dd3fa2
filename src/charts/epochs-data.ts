/** What a figure of training epochs shows of a sweep: losses and accuracies of every fold, as columns. */
import { CONVNET_EPOCHS_2017 } from '../core/reference-2017.ts';
import type { SweepEpoch, SweepResult } from '../core/results.ts';
import { roundTo } from './sweep-data.ts';

export type EpochView = 'loss' | 'accuracy';

/** Of one measure, by fold and epoch. [folds][epochs]; an empty list where it was not measured. */
export interface EpochCurves {
  readonly training: readonly (readonly number[])[];
  readonly validation: readonly (readonly number[])[];
}

/** One variant: its training, fold by fold. Losses are mean cross-entropies in nats, accuracies shares in [0, 1]. */
export interface EpochsPanel {
  readonly id: string;
  readonly label: string;
  /** Epochs that every fold has; they are counted from 1. */
  readonly epochs: number;
  readonly loss: EpochCurves;
  readonly accuracy: EpochCurves;
  /** Accuracy after every epoch in 2017, or null. */
  readonly then: readonly number[] | null;
}

/** What was reported in 2017, by experiment and variant. */
const REFERENCE: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>> = {
  'convnet-epochs': { 'as-2017': CONVNET_EPOCHS_2017 },
};

/**
 * The variants that keep their histories.
 * @param reference accuracies of 2017 by variant; those of the experiment unless given
 * @throws Error when no variant does
 */
export function epochsData(
  sweep: SweepResult,
  reference: Readonly<Record<string, readonly number[]>> = REFERENCE[sweep.experiment] ?? {},
): EpochsPanel[] {
  const panels = sweep.variants.flatMap(({ id, label, histories }): EpochsPanel[] => {
    if (!histories) return [];
    const epochs = Math.min(...histories.map(({ length }) => length));
    const column = (measure: keyof SweepEpoch) => {
      const rows = histories.map((history) => history.slice(0, epochs).map((epoch) => epoch[measure]));
      const whole = rows.every((row) => row.every((value) => value !== undefined));
      return whole ? rows.map((row) => row.map((value) => roundTo(value as number, 5))) : [];
    };
    return [
      {
        id,
        label,
        epochs,
        loss: { training: column('trainLoss'), validation: column('validationLoss') },
        accuracy: { training: column('trainAccuracy'), validation: column('validationAccuracy') },
        then: reference[id] ?? null,
      },
    ];
  });
  if (panels.length === 0)
    throw new Error(`${sweep.experiment}: no variant has histories; its declaration has to ask for them`);
  return panels;
}

/** Means over the folds, by epoch. [epochs] */
export function foldMeans(folds: readonly (readonly number[])[]): number[] {
  return (folds[0] ?? []).map(
    (_, epoch) => folds.reduce((sum, fold) => sum + (fold[epoch] ?? Number.NaN), 0) / folds.length,
  );
}

/** The epoch, from 1, with the best mean: the least loss or the greatest accuracy, the first of equals; 0 of none. */
export function bestEpoch(folds: readonly (readonly number[])[], view: EpochView): number {
  const means = foldMeans(folds);
  if (means.length === 0) return 0;
  return means.indexOf(view === 'loss' ? Math.min(...means) : Math.max(...means)) + 1;
}
