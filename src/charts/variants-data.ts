/** What a figure of variants shows of a sweep: one row each, compared with one of them. */
import type { EstimatorId } from '../core/models.ts';
import { type ReferenceVariant, SWEEPS_2017 } from '../core/reference-2017.ts';
import type { Interval, McNemar, SweepResult } from '../core/results.ts';
import { type PairedDifference, pairedDifference } from './paired-difference.ts';
import { significant, withinShares } from './sweep-data.ts';

export interface VariantRow {
  readonly id: string;
  readonly label: string;
  readonly estimator: EstimatorId;
  /** Mean over the validation folds, or over the training sets; a share in [0, 1]. */
  readonly accuracy: Interval;
  /** On the test set, where it was measured. */
  readonly test: Interval | null;
  /** Accuracy in 2017, where the same was tried. */
  readonly then: number | null;
  /** Median over the folds. */
  readonly fitSeconds: number;
  readonly size: { readonly count: number; readonly unit: string } | null;
  /** How much more it gets right than the reference, on the same drawings; null for the reference itself, and in results without. */
  readonly difference: PairedDifference | null;
  /** McNemar's test against the reference; null for the reference itself, and where it was not made. */
  readonly against: { readonly better: number; readonly worse: number; readonly pValue: number } | null;
}

export interface VariantsData {
  readonly experiment: string;
  readonly title: string;
  /** Id of the row that the others are compared with. */
  readonly reference: string;
  readonly rows: readonly VariantRow[];
}

export interface VariantsOptions {
  /** The chosen variant unless given. */
  readonly reference?: string | undefined;
  /** From the most accurate down, instead of as the experiment lists them. */
  readonly ranked?: boolean | undefined;
  /** The 2017 values; those of the experiment unless given. */
  readonly then?: readonly ReferenceVariant[] | undefined;
}

/** @throws Error when there is no such reference */
export function variantsData(sweep: SweepResult, options: VariantsOptions = {}): VariantsData {
  const reference = options.reference ?? sweep.chosen.variant;
  const then = options.then ?? SWEEPS_2017[sweep.experiment] ?? [];
  if (!sweep.variants.some(({ id }) => id === reference))
    throw new Error(
      `${sweep.experiment} has no variant "${reference}" to compare with, only ${sweep.variants.map(({ id }) => id).join(', ')}`,
    );
  const rows = sweep.variants.map(
    (variant): VariantRow => ({
      id: variant.id,
      label: variant.label,
      estimator: variant.estimator,
      accuracy: withinShares(variant.accuracy),
      test: variant.testAccuracy ? withinShares(variant.testAccuracy) : null,
      then: then.find((row) => row.variant === variant.id)?.accuracy ?? null,
      fitSeconds: significant(variant.fitSeconds),
      size: variant.size ?? null,
      difference: pairedDifference(sweep.differences, variant.id, reference),
      against: comparison(sweep.mcnemar, variant.id, reference),
    }),
  );
  if (options.ranked) rows.sort((a, b) => b.accuracy.value - a.accuracy.value);
  return { experiment: sweep.experiment, title: sweep.title, reference, rows };
}

/** Whether every row but the reference knows its difference to it. */
export const hasDifferences = ({ rows, reference }: VariantsData): boolean =>
  rows.length > 1 && rows.every(({ id, difference }) => id === reference || difference !== null);

/** McNemar's test seen from `id`: what it alone got right is better, what the reference alone got right is worse. */
function comparison(tests: readonly McNemar[], id: string, reference: string): VariantRow['against'] {
  for (const { a, b, onlyA, onlyB, pValue } of tests) {
    if (a === id && b === reference) return { better: onlyA, worse: onlyB, pValue };
    if (b === id && a === reference) return { better: onlyB, worse: onlyA, pValue };
  }
  return null;
}

/** "p = 0.031", "p < 0.0001"; withinShares never to 0. */
export function formatPValue(pValue: number): string {
  if (pValue < 0.0001) return 'p < 0.0001';
  return `p = ${pValue < 0.001 ? pValue.toFixed(4) : pValue < 0.1 ? pValue.toFixed(3) : pValue.toFixed(2)}`;
}
