/**
 * Geometry of a reliability diagram (after Niculescu-Mizil and Caruana, 2005): how often a model is right, by how sure
 * it is, and of the histogram of how sure it is. Both share the horizontal axis and their bins.
 */
import { scaleLinear } from 'd3';
import type { Calibration } from '../core/results.ts';

/** The bins that hold drawings, from the least to the greatest top probability; shares in [0, 1]. */
export interface ReliabilityBin {
  /** Ends of the bin. */
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly meanProbability: number;
  /** Share of the bin's drawings that are read rightly, with its 95 % Wilson interval. */
  readonly frequency: number;
  readonly low: number;
  readonly high: number;
}

/** What the figure needs of one model's probabilities, small enough for a page. */
export interface ReliabilityData {
  readonly bins: readonly ReliabilityBin[];
  readonly meanTopProbability: number;
  readonly leastTopProbability: number;
  /** Expected calibration error and Brier score, with 95 % intervals. */
  readonly calibrationError: { readonly value: number; readonly low: number; readonly high: number };
  readonly brierScore: { readonly value: number; readonly low: number; readonly high: number };
}

/** @throws Error when a bin that holds drawings lacks a number */
export function reliabilityData(calibration: Calibration): ReliabilityData {
  const { bins } = calibration;
  const total = bins.count.length;
  const at = (column: readonly (number | null)[], i: number) => {
    const value = column[i];
    if (value === null || value === undefined)
      throw new Error(`bin ${i} of the top probabilities holds ${bins.count[i]} drawings but lacks a number`);
    return round(value);
  };
  return {
    bins: bins.count.flatMap((count, i) =>
      count === 0
        ? []
        : [
            {
              from: round(i / total),
              to: round((i + 1) / total),
              count,
              meanProbability: at(bins.meanProbability, i),
              frequency: at(bins.frequency, i),
              low: at(bins.low, i),
              high: at(bins.high, i),
            },
          ],
    ),
    meanTopProbability: round(calibration.meanTopProbability),
    leastTopProbability: round(calibration.leastTopProbability),
    calibrationError: rounded(calibration.calibrationError),
    brierScore: rounded(calibration.brierScore),
  };
}

export interface ReliabilityOptions {
  /** Side of the square viewBox of the diagram, and width of the histogram's. */
  readonly sizePx: number;
  readonly histogramHeightPx: number;
  /** Least probability shown; one in k is the least that the most probable of k classes can have. */
  readonly least: number;
  /** Drawings at the top of the histogram; the fullest bin unless given. */
  readonly most?: number;
}

export interface PlacedBin extends ReliabilityBin {
  readonly x: number;
  readonly y: number;
  /** Ends of the interval, upper end first. */
  readonly whisker: readonly [number, number];
  /** Of the histogram. */
  readonly bar: { readonly x: number; readonly width: number; readonly y: number; readonly height: number };
}

export interface ReliabilityGeometry {
  readonly sizePx: number;
  readonly histogramHeightPx: number;
  readonly plot: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  };
  readonly bars: { readonly top: number; readonly bottom: number };
  readonly diagonal: string;
  readonly path: string;
  readonly bins: readonly PlacedBin[];
  readonly ticks: readonly { readonly x: number; readonly y: number; readonly text: string }[];
  /** Horizontal place of a probability, for marks such as the mean. */
  x(probability: number): number;
  /** Place of the bin nearest to a horizontal position. */
  nearest(x: number): number;
}

export function reliabilityGeometry(
  bins: readonly ReliabilityBin[],
  options: ReliabilityOptions,
): ReliabilityGeometry {
  const { sizePx, histogramHeightPx, least } = options;
  const plot = { left: 34, right: sizePx - 14, top: 28, bottom: sizePx - 44 };
  const bars = { top: 40, bottom: histogramHeightPx - 44 };
  const low = Math.min(least, ...bins.map((bin) => bin.low));
  const x = scaleLinear().domain([least, 1]).range([plot.left, plot.right]);
  const y = scaleLinear()
    .domain([Math.floor(low * 10 + 1e-9) / 10, 1])
    .range([plot.bottom, plot.top]);
  const tall = scaleLinear()
    .domain([0, options.most ?? Math.max(1, ...bins.map((bin) => bin.count))])
    .range([bars.bottom, bars.top]);
  const placed = bins.map((bin): PlacedBin => {
    const from = x(Math.max(bin.from, least));
    return {
      ...bin,
      x: x(bin.meanProbability),
      y: y(bin.frequency),
      whisker: [y(bin.high), y(bin.low)],
      bar: {
        x: from + 1,
        width: Math.max(1, x(bin.to) - from - 2),
        y: tall(bin.count),
        height: bars.bottom - tall(bin.count),
      },
    };
  });
  const start = Math.max(least, y.domain()[0] as number);
  return {
    sizePx,
    histogramHeightPx,
    plot,
    bars,
    diagonal: `M${x(start)},${y(start)}L${x(1)},${y(1)}`,
    path: placed.map((bin, i) => `${i === 0 ? 'M' : 'L'}${one(bin.x)},${one(bin.y)}`).join(''),
    bins: placed,
    ticks: [0, 0.2, 0.4, 0.6, 0.8, 1].map((value) => ({
      x: value >= least - 1e-9 ? x(value) : Number.NaN,
      y: value >= (y.domain()[0] as number) - 1e-9 ? y(value) : Number.NaN,
      text: String(Math.round(value * 100)),
    })),
    x,
    nearest: (px) =>
      placed
        .map((_, i) => i)
        .reduce(
          (a, b) => (Math.abs((placed[b]?.x ?? 0) - px) < Math.abs((placed[a]?.x ?? 0) - px) ? b : a),
          0,
        ),
  };
}

const one = (value: number) => Math.round(value * 10) / 10;
/** To more decimals than are shown, so that no number is rounded twice to something else. */
const round = (value: number) => Math.round(value * 1e6) / 1e6;
const rounded = ({ value, low, high }: { value: number; low: number; high: number }) => ({
  value: round(value),
  low: round(low),
  high: round(high),
});
