/** One-vs-rest ROC curves of every class in one plot: its upper left corner, where good curves differ. */
import { scaleLinear } from 'd3-scale';
import { area, line } from 'd3-shape';
import type { Interval, Roc } from '../core/results.ts';
import { simplifyLine } from './simplify-line.ts';
import { spreadLabels } from './spread-labels.ts';

/** Points as (false-positive rate, true-positive rate), small enough for a page: what a drawing cannot show is left out. */
export interface ClassCurve {
  readonly name: string;
  readonly auc: Interval;
  readonly points: readonly (readonly [number, number])[];
  readonly low: readonly (readonly [number, number])[];
  readonly high: readonly (readonly [number, number])[];
}

const TOLERANCE = 0.002; // of a rate: less than a pixel
const BAND_TOLERANCE = 0.004;

/** A curve of the results without the points that would not be seen, its band likewise, all to four decimals. */
export function classCurve(roc: Roc): ClassCurve {
  const points = roc.truePositives.map(
    (tp, i) => [(roc.falsePositives[i] as number) / roc.negatives, tp / roc.positives] as const,
  );
  const edge = (values: readonly number[]) =>
    simplifyLine(
      roc.band.fpr.map((fpr, i) => [fpr, values[i] as number] as const),
      BAND_TOLERANCE,
    ).map(toFour);
  return {
    name: roc.positiveClass,
    auc: {
      value: round(roc.auc.value, 4),
      low: round(roc.auc.low, 4),
      high: round(roc.auc.high, 4),
    },
    points: simplifyLine(points, TOLERANCE).map(toFour),
    low: edge(roc.band.low),
    high: edge(roc.band.high),
  };
}

export interface ClassRocOptions {
  /** Of the viewBox. */
  readonly widthPx: number;
  readonly heightPx: number;
  /** Room at the right for the labels. */
  readonly labelPx: number;
  /** Rates shown. */
  readonly view: { readonly fpr: readonly [number, number]; readonly tpr: readonly [number, number] };
}

export interface PlacedCurve {
  readonly name: string;
  readonly path: string;
  readonly band: string;
  readonly label: { readonly x: number; readonly y: number; readonly text: string; readonly leader: string };
}

export interface ClassRocGeometry {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly plot: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  };
  readonly xTicks: readonly { readonly position: number; readonly text: string }[];
  readonly yTicks: readonly { readonly position: number; readonly text: string }[];
  readonly curves: readonly PlacedCurve[];
  /** Place of the curve that passes nearest to a point of the viewBox. */
  nearest(x: number, y: number): number;
}

/** The upper left corner that shows every curve where it leaves the plot: half of it, or less where they allow it. */
export function cornerView(curves: readonly ClassCurve[]): ClassRocOptions['view'] {
  const least = Math.min(...curves.map((curve) => rateAt(curve.points, 0.04)));
  const reach = Math.min(1, Math.max(0.2, Math.ceil((1 - least) * 10) / 10));
  return { fpr: [0, reach], tpr: [round(1 - reach, 1), 1] };
}

export function classRocGeometry(curves: readonly ClassCurve[], options: ClassRocOptions): ClassRocGeometry {
  const { widthPx, heightPx, labelPx, view } = options;
  const plot = { left: 34, right: widthPx - labelPx, top: 30, bottom: heightPx - 44 };
  const x = scaleLinear().domain(view.fpr).range([plot.left, plot.right]);
  const y = scaleLinear().domain(view.tpr).range([plot.bottom, plot.top]);
  const percent = (value: number) => String(Math.round(value * 100));
  const ends = curves.map((curve) => y(rateAt(curve.points, view.fpr[1])));
  const heights = spreadLabels(ends, { gap: 34, min: plot.top + 8, max: plot.bottom - 16 });
  const draw = line<readonly [number, number]>()
    .x(([fpr]) => x(fpr))
    .y(([, tpr]) => y(tpr))
    .digits(1);
  return {
    widthPx,
    heightPx,
    plot,
    xTicks: x.ticks(4).map((value) => ({ position: x(value), text: percent(value) })),
    yTicks: y.ticks(4).map((value) => ({ position: y(value), text: percent(value) })),
    curves: curves.map((curve, i) => {
      const labelX = plot.right + 16;
      const labelY = heights[i] as number;
      return {
        name: curve.name,
        path: draw(curve.points) ?? '',
        band: bandPath(curve, x, y),
        label: {
          x: labelX,
          y: labelY,
          text: curve.auc.value.toFixed(3),
          leader: `M${plot.right + 2},${round(ends[i] as number, 1)}L${labelX - 3},${round(labelY, 1)}`,
        },
      };
    }),
    nearest(px, py) {
      const fpr = Math.min(Math.max(x.invert(px), view.fpr[0]), view.fpr[1]);
      const distance = (i: number) =>
        px > plot.right
          ? Math.abs((heights[i] as number) - py)
          : Math.abs(y(rateAt(curves[i]?.points ?? [], fpr)) - py);
      return curves.map((_, i) => i).reduce((a, b) => (distance(b) < distance(a) ? b : a), 0);
    },
  };
}

/** True-positive rate of a curve at a false-positive rate; where it rises straight up, the upper end. */
export function rateAt(points: readonly (readonly [number, number])[], fpr: number): number {
  const last = points.findLastIndex(([at]) => at <= fpr);
  const [x0, y0] = points[last] ?? [0, 0];
  const [x1, y1] = points[last + 1] ?? [x0, y0];
  return x1 > x0 ? y0 + ((y1 - y0) * (fpr - x0)) / (x1 - x0) : y0;
}

function bandPath(curve: ClassCurve, x: (fpr: number) => number, y: (tpr: number) => number): string {
  const grid = [...new Set([...curve.low, ...curve.high].map(([fpr]) => fpr))].sort((a, b) => a - b);
  return (
    area<number>()
      .x(x)
      .y0((fpr) => y(rateAt(curve.low, fpr)))
      .y1((fpr) => y(rateAt(curve.high, fpr)))
      .digits(1)(grid) ?? ''
  );
}

const round = (value: number, digits: number) => Number(value.toFixed(digits));
const toFour = ([a, b]: readonly [number, number]) => [round(a, 4), round(b, 4)] as const;
