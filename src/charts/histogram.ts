/**
 * Geometry of two histograms of a score, back to back: the positive class upwards, the other downwards. Heights grow
 * with the square root of the count: where a model is nearly always sure, its few doubts and mistakes are the point.
 */
import { scaleLinear } from 'd3';

export interface HistogramOptions {
  /** Of the viewBox. */
  readonly widthPx: number;
  readonly heightPx: number;
  /** Bins to show; it divides the bins of the data, neighbours are added up. */
  readonly bins: number;
}

export interface HistogramBar {
  /** Range of the score. */
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Where the count is written: beyond the bar's end. */
  readonly labelY: number;
}

export interface HistogramGeometry {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly plot: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  };
  /** The common foot of both. */
  readonly zeroY: number;
  readonly up: readonly HistogramBar[];
  readonly down: readonly HistogramBar[];
  readonly ticks: readonly { readonly x: number; readonly text: string }[];
  /** viewBox x of a score. */
  xOf(score: number): number;
  /** Score at a viewBox x, clamped to [0, 1]. */
  scoreAt(x: number): number;
}

/** A bar parted by a threshold: its drawings below it and from it on. */
export interface SplitBar extends HistogramBar {
  readonly below: number;
  readonly above: number;
}

/**
 * Parts bars at a threshold of which only the total on its right is known: every bin right of the threshold lies
 * above it, every bin left of it below, and what is missing falls to the bin between.
 * @param above drawings of the class whose score is at least the threshold
 */
export function splitBars(bars: readonly HistogramBar[], above: number): SplitBar[] {
  let left = above;
  const split = [...bars].reverse().map((bar) => {
    const taken = Math.min(bar.count, Math.max(0, left));
    left -= taken;
    return { ...bar, above: taken, below: bar.count - taken };
  });
  return split.reverse();
}

const LEAST_BAR_PX = 1.5; // one drawing stays visible beside ten thousand

/**
 * @param counts [2][bins]: positive class first; equal bins of the score from 0 to 1
 * @throws RangeError when `options.bins` does not divide the bins of the data
 */
export function histogramGeometry(
  counts: readonly [readonly number[], readonly number[]],
  options: HistogramOptions,
): HistogramGeometry {
  const { widthPx, heightPx, bins } = options;
  const dataBins = counts[0].length;
  if (dataBins % bins !== 0 || counts[1].length !== dataBins)
    throw new RangeError(`histogram bins must divide the ${dataBins} bins of the data, got ${bins}`);
  const merged = counts.map((row) => mergeBins(row, bins));
  const [up, down] = merged as [number[], number[]];

  const plot = { left: 14, right: widthPx - 14, top: 46, bottom: heightPx - 24 };
  const labelRoom = 15;
  const highestUp = Math.max(1, ...up);
  const highestDown = Math.max(1, ...down);
  const perRoot = (plot.bottom - plot.top - 2 * labelRoom) / (Math.sqrt(highestUp) + Math.sqrt(highestDown));
  const zeroY = plot.top + labelRoom + Math.sqrt(highestUp) * perRoot;
  const x = scaleLinear().domain([0, 1]).range([plot.left, plot.right]).clamp(true);

  const bars = (row: readonly number[], direction: 1 | -1): HistogramBar[] =>
    row.map((count, i) => {
      const left = x(i / bins) + 0.75;
      const height = count === 0 ? 0 : Math.max(LEAST_BAR_PX, Math.sqrt(count) * perRoot);
      return {
        from: i / bins,
        to: (i + 1) / bins,
        count,
        x: left,
        y: direction === 1 ? zeroY - height : zeroY,
        width: x((i + 1) / bins) - 0.75 - left,
        height,
        labelY: direction === 1 ? zeroY - height - 4 : zeroY + height + 12,
      };
    });

  return {
    widthPx,
    heightPx,
    plot,
    zeroY,
    up: bars(up, 1),
    down: bars(down, -1),
    ticks: [0, 0.25, 0.5, 0.75, 1].map((score) => ({ x: x(score), text: String(score) })),
    xOf: (score) => x(score),
    scoreAt: (position) => x.invert(position),
  };
}

function mergeBins(row: readonly number[], bins: number): number[] {
  const merged = new Array<number>(bins).fill(0);
  row.forEach((count, i) => {
    const bin = Math.floor((i * bins) / row.length);
    merged[bin] = (merged[bin] as number) + count;
  });
  return merged;
}
