/** What a tuning figure shows of a sweep: a small slice of its results, with the 2017 values beside. */
import { FAMILY_FACTS } from '../core/family-facts.ts';
import type { EstimatorId } from '../core/models.ts';
import { type ReferenceVariant, SWEEPS_2017 } from '../core/reference-2017.ts';
import type { Interval, SweepResult } from '../core/results.ts';
import { leavesOutZero, type PairedDifference, pairedDifference } from './paired-difference.ts';

/** One setting. Accuracies are shares in [0, 1]. */
export interface SweepPoint {
  readonly id: string;
  readonly label: string;
  /** Place on the axis; null where there is no number to it. */
  readonly value: number | null;
  readonly series: string;
  readonly accuracy: Interval;
  /** How much more it gets right than the chosen one, on the same drawings; null for that one, and in results without. */
  readonly difference: PairedDifference | null;
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
  // Neighbours learn nothing beforehand: they take their time when they are asked.
  const time = FAMILY_FACTS[chosen.estimator].kind === 'neighbours' ? 'predict' : 'fit';
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
        difference: pairedDifference(sweep.differences, variant.id, chosen.id),
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

/** Whether a point surely gets more, or fewer, of the same drawings right than the chosen one. */
export const surelyDiffers = ({ difference }: SweepPoint): boolean =>
  difference !== null && leavesOutZero(difference);

/**
 * How many of the other points surely differ from the chosen one, in a sentence; empty where no difference is known.
 * "3 of the 11 other values surely get fewer right than the chosen one. For the rest, the difference may be chance."
 */
export function differingSentence({ points, chosen }: SweepData): string {
  const others = points.filter(({ id }) => id !== chosen);
  if (others.length === 0 || others.some(({ difference }) => difference === null)) return '';
  const sure = others.filter(surelyDiffers);
  const counted = ([-1, 1] as const).map((side) => ({
    count: sure.filter(({ difference }) => Math.sign(difference?.value ?? 0) === side).length,
    what: side < 0 ? 'fewer' : 'more',
  }));
  const told = counted.filter(({ count }) => count > 0);
  if (told.length === 0)
    return others.length === 1
      ? 'The difference between the two may be chance.'
      : `None of the ${others.length} other values surely differs from the chosen one: each difference may be chance.`;
  const first = told
    .map(({ count, what }, i) =>
      i === 0
        ? `${count} of the ${others.length} other values surely ${count === 1 ? 'gets' : 'get'} ${what} right than the chosen one`
        : `${count} surely ${count === 1 ? 'gets' : 'get'} ${what}`,
    )
    .join(', ');
  return `${first} (${sure.length === 1 ? 'a cross' : 'crosses'}).${sure.length < others.length ? ' For the rest, the difference may be chance.' : ''}`;
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
