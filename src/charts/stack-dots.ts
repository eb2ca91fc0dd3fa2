/** A dot plot: a dot for each count, in columns on a line, none over another. */

export interface StackOptions {
  /** viewBox x of a count, rising in a straight line. */
  readonly xOf: (count: number) => number;
  readonly baselineY: number;
  /** Of the columns. */
  readonly roomPx: number;
  /** Of a dot, at most. */
  readonly diameterPx: number;
}

export interface StackedDots {
  readonly radiusPx: number;
  /** In the order of the counts. */
  readonly dots: readonly { readonly x: number; readonly y: number }[];
}

/** What no dot gets smaller than, even where a column then grows out of its room. */
const LEAST_PX = 3;

/**
 * Where a column would be wider than the step from one count to the next, neighbouring counts share one, in its middle;
 * where one would be too high, all dots get smaller.
 */
export function stackDots(counts: readonly number[], options: StackOptions): StackedDots {
  const { xOf, baselineY, roomPx, diameterPx } = options;
  const together = Math.max(1, Math.ceil(diameterPx / (xOf(1) - xOf(0)) - 1e-9));
  const heights = new Map<number, number>();
  const dots = counts.map((count) => {
    const column = Math.floor(count / together);
    const below = heights.get(column) ?? 0;
    heights.set(column, below + 1);
    return {
      x: round(xOf(column * together + (together - 1) / 2)),
      y: round(baselineY - (below + 0.5) * diameterPx),
    };
  });
  const fits = Math.max(0, ...heights.values()) * diameterPx <= roomPx;
  return fits || diameterPx - 1 < LEAST_PX
    ? { radiusPx: diameterPx / 2 - 0.4, dots }
    : stackDots(counts, { ...options, diameterPx: diameterPx - 1 });
}

const round = (value: number) => Math.round(value * 100) / 100;
