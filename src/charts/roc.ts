/** Geometry of a ROC curve with its bootstrap band, in a square plot. */
import { area, curveLinear, line, scaleLinear } from 'd3';
import type { OperatingPoints } from './operating-points.ts';

export interface RocOptions {
  /** Side of the square viewBox. */
  readonly sizePx: number;
  /** False- and true-positive rates shown; the whole unit square, or its upper left corner. */
  readonly view: { readonly fpr: readonly [number, number]; readonly tpr: readonly [number, number] };
}

export const WHOLE_ROC: RocOptions['view'] = { fpr: [0, 1], tpr: [0, 1] };
export const ROC_CORNER: RocOptions['view'] = { fpr: [0, 0.3], tpr: [0.7, 1] };

export interface RocGeometry {
  readonly sizePx: number;
  readonly plot: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  };
  readonly path: string;
  readonly band: string;
  /** The diagonal of guessing. */
  readonly chance: string;
  readonly xTicks: readonly { readonly position: number; readonly text: string }[];
  readonly yTicks: readonly { readonly position: number; readonly text: string }[];
  /** viewBox position of an operating point; may lie outside the plot in a corner view. */
  place(falsePositiveRate: number, truePositiveRate: number): { x: number; y: number };
  /** Rates at a viewBox position, clamped to the view. */
  ratesAt(x: number, y: number): { falsePositiveRate: number; truePositiveRate: number };
}

export interface RocBand {
  readonly fpr: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
}

/** Points are joined by straight lines, as for the area by the trapezoidal rule. */
export function rocGeometry(points: OperatingPoints, band: RocBand, options: RocOptions): RocGeometry {
  const { sizePx, view } = options;
  const plot = { left: 44, right: sizePx - 12, top: 30, bottom: sizePx - 44 };
  const x = scaleLinear().domain(view.fpr).range([plot.left, plot.right]);
  const y = scaleLinear().domain(view.tpr).range([plot.bottom, plot.top]);
  const rates = corners(points);
  const percent = (value: number) => String(Math.round(value * 100));
  return {
    sizePx,
    plot,
    path:
      line<readonly [number, number]>()
        .curve(curveLinear)
        .x(([fpr]) => x(fpr))
        .y(([, tpr]) => y(tpr))
        .digits(1)(rates) ?? '',
    band:
      area<number>()
        .x((i) => x(band.fpr[i] as number))
        .y0((i) => y(band.low[i] as number))
        .y1((i) => y(band.high[i] as number))
        .digits(1)(band.fpr.map((_, i) => i)) ?? '',
    chance: `M${x(0)},${y(0)}L${x(1)},${y(1)}`,
    xTicks: x.ticks(4).map((value) => ({ position: x(value), text: percent(value) })),
    yTicks: y.ticks(4).map((value) => ({ position: y(value), text: percent(value) })),
    place: (falsePositiveRate, truePositiveRate) => ({ x: x(falsePositiveRate), y: y(truePositiveRate) }),
    ratesAt: (px, py) => ({
      falsePositiveRate: clamp(x.invert(px), view.fpr),
      truePositiveRate: clamp(y.invert(py), view.tpr),
    }),
  };
}

/** The operating points at which the curve turns, as rates: those inside a straight run are left out. */
function corners(points: OperatingPoints): [number, number][] {
  const { truePositives: tp, falsePositives: fp } = points;
  const kept: [number, number][] = [];
  for (let i = 0; i < tp.length; i++) {
    const [x0, y0] = [fp[i - 1] ?? Number.NaN, tp[i - 1] ?? Number.NaN];
    const [x1, y1] = [fp[i] as number, tp[i] as number];
    const [x2, y2] = [fp[i + 1] ?? Number.NaN, tp[i + 1] ?? Number.NaN];
    const straight = (x1 - x0) * (y2 - y1) === (x2 - x1) * (y1 - y0);
    if (!straight) kept.push([x1 / points.negatives, y1 / points.positives]);
  }
  return kept;
}

const clamp = (value: number, [low, high]: readonly [number, number]) => Math.min(Math.max(value, low), high);
