/** Geometry of a whisker that grows from dots: test sets that were drawn, the interval of the results, other training sets. */
import { scaleLinear } from 'd3';
import { middleOf } from './resample.ts';
import { type StackedDots, stackDots } from './stack-dots.ts';

export interface ResampleModel {
  /** On the test drawings, with its 95 % interval. Shares. */
  readonly accuracy: { readonly value: number; readonly low: number; readonly high: number };
  /** Test drawings read right after learning from each of the training sets. */
  readonly bySet: readonly number[];
}

export interface ResampleOptions {
  /** Of the viewBox. */
  readonly widthPx: number;
  /** For the columns of dots. */
  readonly dotsPx: number;
  readonly testDrawings: number;
}

export interface Whisker {
  readonly y: number;
  readonly from: number;
  readonly to: number;
}

export interface ResampleGeometry {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly plot: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  };
  readonly ticks: readonly { readonly position: number; readonly text: string }[];
  readonly drawn: StackedDots & { readonly baselineY: number; readonly whisker: Whisker | null };
  readonly published: Whisker & { readonly x: number };
  readonly trained: StackedDots & { readonly baselineY: number };
  /** Where the words above the three rows stand. */
  readonly wordsY: readonly [drawn: number, published: number, trained: number];
}

/** As many dots as a whisker takes: with fewer, an end would be a single dot. */
export const ENOUGH_FOR_WHISKER = 20;

const REACH = 1.6; // of the interval's arms: as far as 200 dots hardly go
const WORDS_PX = 18;
const ROW_PX = 46;

/** @param counts of drawings read right, one a test set that was drawn */
export function resampleGeometry(
  { accuracy, bySet }: ResampleModel,
  counts: readonly number[],
  { widthPx, dotsPx, testDrawings }: ResampleOptions,
): ResampleGeometry {
  const shares = [...counts, ...bySet].map((count) => count / testDrawings);
  const { value, low, high } = accuracy;
  const domain = [
    Math.max(0, Math.min(value - REACH * 1.25 * (value - low), ...shares) - 0.5 / testDrawings),
    Math.min(1, Math.max(value + REACH * 1.25 * (high - value), ...shares) + 0.5 / testDrawings),
  ];
  const plot = { left: 10, right: widthPx - 10, top: 8, bottom: dotsPx + WORDS_PX + 22 + 2 * ROW_PX };
  const x = scaleLinear().domain(domain).range([plot.left, plot.right]);
  const xOf = (count: number) => x(count / testDrawings);
  const baselineY = WORDS_PX + dotsPx;
  const middle = counts.length < ENOUGH_FOR_WHISKER ? null : middleOf(counts, testDrawings);
  const publishedY = baselineY + 20;
  const trainedY = publishedY + ROW_PX;
  const ticks = x.ticks(widthPx < 500 ? 5 : 9);
  const digits = ticks.some((tick) => Math.abs(tick * 100 - Math.round(tick * 100)) > 1e-6) ? 1 : 0;
  return {
    widthPx,
    heightPx: plot.bottom + 42,
    plot,
    ticks: ticks.map((tick) => ({ position: round(x(tick)), text: (tick * 100).toFixed(digits) })),
    drawn: {
      ...stackDots(counts, { xOf, baselineY, roomPx: dotsPx, diameterPx: 9 }),
      baselineY,
      whisker:
        middle === null ? null : { y: baselineY + 9, from: round(x(middle[0])), to: round(x(middle[1])) },
    },
    published: {
      y: publishedY + WORDS_PX + 10,
      x: round(x(value)),
      from: round(x(low)),
      to: round(x(high)),
    },
    trained: {
      ...stackDots(bySet, { xOf, baselineY: plot.bottom, roomPx: ROW_PX - WORDS_PX, diameterPx: 9 }),
      baselineY: plot.bottom,
    },
    wordsY: [12, publishedY + 13, trainedY + 13],
  };
}

const round = (value: number) => Math.round(value * 100) / 100;
