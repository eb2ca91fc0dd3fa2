/** What test sets that were just drawn say, in plain words. */
import { formatCount, formatPercent, formatPercentRange } from '../../charts/format.ts';
import { middleOf } from '../../charts/resample.ts';
import { ENOUGH_FOR_WHISKER } from '../../charts/resample-geometry.ts';

/** After so many dots the hill has its shape, and no more are drawn. */
export const ENOUGH_DOTS = 200;

export interface Drawn {
  /** Of drawings read right, one a test set. */
  readonly counts: readonly number[];
  /** How many of them, the last, are new; at least one. */
  readonly fresh: number;
  /** Drawings of a test set. */
  readonly of: number;
  /** The interval of the results. */
  readonly low: number;
  readonly high: number;
}

export function tellDraws({ counts, fresh, of, low, high }: Drawn): string {
  const last = counts.at(-1) ?? 0;
  const latest = counts.slice(-fresh);
  const [least, most] = [Math.min(...latest), Math.max(...latest)];
  const news =
    fresh === 1
      ? `Test set ${counts.length}: ${formatCount(last)} of ${formatCount(of)} right, ${formatPercent(last / of)}.`
      : `Test sets ${counts.length - fresh + 1} to ${counts.length}: from ${formatPercent(least / of)} to ${formatPercent(most / of)} right.`;
  if (counts.length < ENOUGH_FOR_WHISKER) {
    const missing = ENOUGH_FOR_WHISKER - counts.length;
    return `${news} ${missing === 1 ? 'One more dot' : `${missing} more dots`}, and there is a whisker.`;
  }
  const middle = formatPercentRange(...middleOf(counts, of)).replace('–', ' to ');
  const whisker = `The middle 95\u202f% of the ${counts.length} dots go from ${middle}; the interval in the results goes from ${formatPercentRange(low, high).replace('–', ' to ')}.`;
  const end = counts.length < ENOUGH_DOTS ? '' : ' That is enough: more dots would only smooth the hill.';
  return `${news} ${whisker}${end}`;
}
