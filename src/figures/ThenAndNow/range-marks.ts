/** Geometry of a number of 2017 and its counterpart here on one line, each with its interval. */
import type { ThenAndNowRow } from '../../core/then-and-now/row.ts';

export interface Domain {
  readonly low: number;
  readonly high: number;
}

export interface RangeMark {
  readonly x: number;
  /** Ends of the interval; equal to `x` where there is none. */
  readonly from: number;
  readonly to: number;
}

/** What all intervals of the rows of one unit fit into, widened to whole steps. */
export function domainOf(rows: readonly ThenAndNowRow[], step: number): Domain {
  const intervals = rows.flatMap(({ then, now }) => [then.value, ...(now ? [now.value] : [])]);
  if (intervals.length === 0) throw new RangeError('range marks: expected at least one row, got none');
  const least = Math.min(...intervals.map(({ low }) => low));
  const most = Math.max(...intervals.map(({ high }) => high));
  const steps = (value: number) => Number((value / step).toFixed(6)); // 0.3 / 0.1 is not quite 3
  return { low: Math.floor(steps(least)) * step, high: Math.ceil(steps(most)) * step };
}

/** @param widthPx of the line; `insetPx` stays free at both ends for the marks themselves. */
export function rangeMark(
  { value, low, high }: { value: number; low: number; high: number },
  domain: Domain,
  widthPx: number,
  insetPx = 5,
): RangeMark {
  const span = domain.high - domain.low || 1;
  const x = (v: number) => Number((insetPx + ((v - domain.low) / span) * (widthPx - 2 * insetPx)).toFixed(1));
  return { x: x(value), from: x(low), to: x(high) };
}
