/** How much larger a share one gets right than another on the same drawings, seen from either side, and in words. */
import type { Difference, Interval } from '../core/results.ts';
import { formatPoints, formatPointsRange } from './format.ts';

/** Shares, -1 to 1, with the ends of the 95 % interval; `pValue` of there being no difference. */
export interface PairedDifference extends Interval {
  readonly pValue: number;
}

/** How much more `id` gets right than `reference`; null for itself, and where it was not measured. */
export function pairedDifference(
  differences: readonly Difference[] | undefined,
  id: string,
  reference: string,
): PairedDifference | null {
  for (const { a, b, difference, pValue } of differences ?? []) {
    if (a === id && b === reference) return { ...difference, pValue };
    if (b === id && a === reference) return { ...turned(difference), pValue };
  }
  return null;
}

/** The same difference from the other side. */
const turned = ({ value, low, high }: Interval): Interval => ({
  value: 0 - value, // never -0
  low: 0 - high,
  high: 0 - low,
});

/** Whether the interval tells which of the two is ahead. One without length tells nothing: its error is not known. */
export const leavesOutZero = ({ low, high }: Interval): boolean => low < high && (low > 0 || high < 0);

/** "1.2 points above “100 trees”", "0.4 points below the convnet", "level with it" where a tenth of a point rounds to none. */
export function distancePhrase({ value }: Interval, name: string): string {
  const points = formatPoints(value);
  if (Number(points) === 0) return `level with ${name}`;
  return `${points.slice(1)} ${points.slice(1) === '1.0' ? 'point' : 'points'} ${value > 0 ? 'above' : 'below'} ${name}`;
}

/** "95 % interval +0.3 to +2.1", and what that means where it holds zero. */
export function intervalPhrase(difference: Interval): string {
  const range = `95\u202f% interval ${formatPointsRange(difference.low, difference.high)}`;
  return leavesOutZero(difference) ? range : `${range}, so it may be chance`;
}

/** For files that machines read: "1.2", "-0.4". */
export const plainPoints = (difference: number): string => {
  const text = (difference * 100).toFixed(1);
  return Number(text) === 0 ? '0.0' : text;
};
