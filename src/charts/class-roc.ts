/** One-vs-rest ROC curves of every class in one plot: its upper left corner, where good curves differ. */
import { area, line, scaleLinear } from 'd3';
import type { Interval, Roc } from '../core/results.ts';
import { simplifyLine } from './simplify-line.ts';
import { spreadLabels } from './spread-labels.ts';

type Points = readonly (readonly [number, number])[];

/** Points as (false-positive rate, true-positive rate), up to the greatest false-positive rate that is drawn. */
export interface ClassCurve {
  readonly name: string;
  readonly auc: Interval;
  readonly points: Points;
  /** Edges of the 95 % band. */
  readonly low: Points;
  readonly high: Points;
}

/** `ClassCurve` small enough for an attribute of a page: every line as ten-thousandths, joined by spaces. */
export interface PackedCurve {
  readonly name: string;
  readonly auc: Interval;
  readonly points: string;
  readonly low: string;
  readonly high: string;
}

/** Greatest false-positive rate that is drawn. */
const REACH = 0.2;
const TOLERANCE = 0.002; // of a rate: about a pixel
const BAND_TOLERANCE = 0.004;
const UNITS = 10_000;

/** A curve of the results without what would not be seen: points on a straight line, and all beyond the corner. */
export function packCurve(roc: Roc): PackedCurve {
  const edge = (values: readonly number[]) =>
    pack(
      roc.band.fpr.map((fpr, i) => [fpr, values[i] as number]),
      BAND_TOLERANCE,
    );
  const { value, low, high } = roc.auc;
  return {
    name: roc.positiveClass,
    auc: { value: round(value, 6), low: round(low, 6), high: round(high, 6) },
    points: pack(
      roc.truePositives.map((tp, i) => [
        (roc.falsePositives[i] as number) / roc.negatives,
        tp / roc.positives,
      ]),
      TOLERANCE,
    ),
    low: edge(roc.band.low),
    high: edge(roc.band.high),
  };
}

export function unpackCurve({ name, auc, points, low, high }: PackedCurve): ClassCurve {
  return { name, auc, points: unpack(points), low: unpack(low), high: unpack(high) };
}

function pack(points: Points, tolerance: number): string {
  const seen = points.filter(([fpr]) => fpr < REACH);
  return simplifyLine([...seen, [REACH, rateAt(points, REACH)]], tolerance)
    .flat()
    .map((rate) => Math.round(rate * UNITS))
    .join(' ');
}

function unpack(text: string): Points {
  const rates = text.split(' ').map((unit) => Number(unit) / UNITS);
  return rates.flatMap((rate, i) => (i % 2 === 0 ? [[rate, rates[i + 1] as number] as const] : []));
}

export interface ClassRocOptions {
  /** Of the viewBox. */
  readonly widthPx: number;
  readonly heightPx: number;
  /** Room at the right for the labels, and the least distance between two. */
  readonly labelPx: number;
  readonly labelGapPx: number;
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

/**
 * The upper left corner where curves differ: false-positive rates up to a fifth (`REACH`), true-positive rates from where the
 * worst curve is at a hundredth or, should it be very bad, from 0.3 on.
 */
export function cornerView(curves: readonly ClassCurve[]): ClassRocOptions['view'] {
  const least = Math.min(...curves.map((curve) => rateAt(curve.points, 0.01)));
  return { fpr: [0, REACH], tpr: [Math.min(0.6, Math.max(0.3, Math.floor(least * 10) / 10)), 1] };
}

export function classRocGeometry(curves: readonly ClassCurve[], options: ClassRocOptions): ClassRocGeometry {
  const { widthPx, heightPx, labelPx, labelGapPx, view } = options;
  const plot = { left: 34, right: widthPx - labelPx, top: 30, bottom: heightPx - 44 };
  const x = scaleLinear().domain(view.fpr).range([plot.left, plot.right]);
  const y = scaleLinear().domain(view.tpr).range([plot.bottom, plot.top]);
  const percent = (value: number) => String(Math.round(value * 100));
  const ends = curves.map((curve) => y(rateAt(curve.points, view.fpr[1])));
  const heights = spreadLabels(ends, { gap: labelGapPx, min: plot.top + 8, max: plot.bottom - 16 });
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
export function rateAt(points: Points, fpr: number): number {
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
