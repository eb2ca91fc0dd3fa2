/** What a tuning figure shows of a sweep: a small slice of its results, with the 2017 values beside. */
import type { EstimatorId } from '../core/models.ts';
import { type ReferenceVariant, SWEEPS_2017 } from '../core/reference-2017.ts';
import type { Interval, SweepResult } from '../core/results.ts';

/** One setting. Accuracies are shares in [0, 1]. */
export interface SweepPoint {
  readonly id: string;
  readonly label: string;
  /** Place on the axis; null where there is no number to it. */
  readonly value: number | null;
  readonly series: string;
  readonly accuracy: Interval;
  /** Median over the folds: for the fit, or, where `SweepData.time` says so, for predicting one fold. */
  readonly seconds: number;
  /** The same setting in 2017, or null. `seconds` is for the fit. */
  readonly then: { readonly accuracy: number; readonly seconds?: number } | null;
}

export interface SweepData {
  readonly experiment: string;
  readonly title: string;
  /** Name of the axis. */
  readonly parameter: string;
  readonly scale: 'linear' | 'log' | 'ordinal';
  readonly series: readonly { readonly id: string; readonly label: string }[];
  /** Whose colour the lines have. */
  readonly estimator: EstimatorId;
  /** Neighbours learn nothing: what takes them time is to predict. */
  readonly time: 'fit' | 'predict';
  readonly points: readonly SweepPoint[];
  /** Id of the chosen point. */
  readonly chosen: string;
}

/**
 * @param reference the 2017 values by variant; those of the experiment unless given
 * @throws Error when the chosen variant is none of the sweep's
 */
export function sweepData(
  sweep: SweepResult,
  reference: readonly ReferenceVariant[] = SWEEPS_2017[sweep.experiment] ?? [],
): SweepData {
  const chosen = sweep.variants.find(({ id }) => id === sweep.chosen.variant);
  if (!chosen)
    throw new Error(
      `${sweep.experiment}: the chosen variant "${sweep.chosen.variant}" is not among ${sweep.variants.map(({ id }) => id).join(', ')}`,
    );
  const time = chosen.estimator === 'nearest' ? 'predict' : 'fit';
  return {
    experiment: sweep.experiment,
    title: sweep.title,
    parameter: sweep.parameter.label,
    scale: sweep.parameter.scale,
    series: sweep.series,
    estimator: chosen.estimator,
    time,
    chosen: chosen.id,
    points: sweep.variants.map((variant) => {
      const then = reference.find((row) => row.variant === variant.id);
      return {
        id: variant.id,
        label: variant.label,
        value: variant.value ?? null,
        series: variant.series,
        accuracy: withinShares(variant.accuracy),
        seconds: significant(time === 'fit' ? variant.fitSeconds : variant.predictSeconds),
        then: then
          ? {
              accuracy: then.accuracy,
              ...(then.fitSeconds === undefined ? {} : { seconds: then.fitSeconds }),
            }
          : null,
      };
    }),
  };
}

/** How many of the other points have an interval that overlaps that of the chosen one. */
export function overlapsOfChosen(data: SweepData): { overlapping: number; others: number } {
  const chosen = data.points.find(({ id }) => id === data.chosen);
  const others = data.points.filter(({ id }) => id !== data.chosen);
  const overlapping = others.filter(
    ({ accuracy }) => chosen && accuracy.low <= chosen.accuracy.high && accuracy.high >= chosen.accuracy.low,
  );
  return { overlapping: overlapping.length, others: others.length };
}

/** A point's label, with its series where two points have the same one. */
export function pointName(data: SweepData, point: SweepPoint): string {
  const namesakes = data.points.filter(({ label }) => label === point.label);
  const series = data.series.find(({ id }) => id === point.series);
  return namesakes.length > 1 && series ? `${point.label}, ${series.label.toLowerCase()}` : point.label;
}

/**
 * A t interval over a few folds may reach beyond the shares that there are; it ends at 0 and 1. Accuracies keep all
 * their digits: means over folds often end on a five, and rounded twice they would differ from those in the text.
 */
export const withinShares = ({ value, low, high }: Interval): Interval => ({
  value,
  low: Math.max(0, low),
  high: Math.min(1, high),
});

export const roundTo = (value: number, digits: number): number => Number(value.toFixed(digits));
export const significant = (value: number, digits = 3): number => Number(value.toPrecision(digits));
