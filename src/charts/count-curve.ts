/** Geometry of shares against a count on a logarithmic axis: lines with whiskers, every value written at its mark. */
import { line as linePath, scaleLinear, scaleLog } from 'd3';
import { formatCount, formatPercent } from './format.ts';
import { spreadLabels } from './spread-labels.ts';

/** A share in [0, 1]; `low` and `high` are the ends of its whisker, where it has one. */
export interface CountPoint {
  readonly count: number;
  readonly share: number;
  readonly low?: number;
  readonly high?: number;
  /** What stands below the axis there, if not the count. */
  readonly tick?: string;
}

export interface CountSeries {
  /** Short, for the label at its end. */
  readonly name: string;
  /** Such as `var(--convnet)`. */
  readonly color: string;
  /** By rising count. */
  readonly points: readonly CountPoint[];
}

export interface CountCurveOptions {
  /** Of the viewBox. */
  readonly widthPx: number;
  readonly heightPx: number;
  /** Room for the names at the right. */
  readonly labelRoomPx: number;
  /** Share at the top of the axis, which begins at 0. */
  readonly most: number;
  /** What a blind guess gets, by the count; drawn as a dashed line. */
  readonly chance?: ((count: number) => number) | undefined;
}

export interface CountCurveGeometry {
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
  readonly series: readonly {
    readonly name: string;
    readonly color: string;
    readonly path: string;
    /** All whiskers with their ends, and all marks as points without length, to be stroked round. */
    readonly whiskers: string;
    readonly marks: string;
    readonly values: readonly { readonly x: number; readonly y: number; readonly text: string }[];
    readonly label: { readonly x: number; readonly y: number };
  }[];
  readonly chance: {
    readonly path: string;
    readonly label: { readonly x: number; readonly y: number };
  } | null;
}

const NAME_GAP_PX = 16;
const NAME_LEFT_PX = 2;
const VALUE_ABOVE_PX = 8;
const CAP_PX = 2.5;
/** Points of the curve of blind guessing between the ends. */
const CHANCE_STEPS = 16;

/** @throws RangeError without a point. */
export function countCurveGeometry(
  series: readonly CountSeries[],
  { widthPx, heightPx, labelRoomPx, most, chance }: CountCurveOptions,
): CountCurveGeometry {
  const ticks = new Map(
    series.flatMap(({ points }) => points.map(({ count, tick }) => [count, tick ?? formatCount(count)])),
  );
  const counts = [...ticks.keys()].sort((a, b) => a - b);
  const [least, last] = [counts[0] ?? 0, counts.at(-1) ?? 0];
  if (counts.length === 0) throw new RangeError('expected at least one point, got none');
  const plot = { left: 46, right: widthPx - labelRoomPx, top: 22, bottom: heightPx - 26 };
  const x = scaleLog()
    .domain(least < last ? [least, last] : [least / 2, least * 2])
    .range([plot.left + 14, plot.right - 10]);
  const y = scaleLinear().domain([0, most]).range([plot.bottom, plot.top]);
  const place = ({ count, share }: CountPoint): [number, number] => [round(x(count)), round(y(share))];

  const ends = series.map(({ points }) => y(points.at(-1)?.share ?? 0));
  const names = spreadLabels([...ends, ...(chance ? [y(chance(last))] : [])], {
    gap: NAME_GAP_PX,
    min: plot.top,
    max: plot.bottom - 6,
  }).map((at) => ({ x: plot.right + NAME_LEFT_PX, y: round(at) }));
  return {
    widthPx,
    heightPx,
    plot,
    xTicks: counts.map((count) => ({ position: round(x(count)), text: ticks.get(count) ?? '' })),
    yTicks: y.ticks(5).map((share) => ({ position: round(y(share)), text: formatPercent(share, 0) })),
    series: series.map(({ name, color, points }, i) => ({
      name,
      color,
      path: linePath()(points.map(place)) ?? '',
      whiskers: points
        .map(({ count, low, high }) =>
          low === undefined || high === undefined ? '' : whisker(x(count), y(low), y(high)),
        )
        .join(''),
      marks: points.map((point) => `M${place(point).join(',')}h0`).join(''),
      values: points.map((point) => ({
        x: round(x(point.count)),
        y: round(y(Math.max(point.share, point.high ?? 0)) - VALUE_ABOVE_PX),
        text: String(Math.round(100 * point.share)),
      })),
      label: names[i] ?? { x: plot.right, y: 0 },
    })),
    chance: chance
      ? {
          path: chancePath(chance, least, last, (count, share) => place({ count, share })),
          label: names.at(-1) ?? { x: 0, y: 0 },
        }
      : null,
  };
}

/** A vertical line with a short one across either end. */
const whisker = (x: number, low: number, high: number): string =>
  `M${round(x)},${round(low)}V${round(high)}m${-CAP_PX},0h${2 * CAP_PX}M${round(x - CAP_PX)},${round(low)}h${2 * CAP_PX}`;

/** Counts in equal steps of the axis. */
function chancePath(
  chance: (count: number) => number,
  least: number,
  last: number,
  place: (count: number, share: number) => [number, number],
): string {
  const counts = Array.from(
    { length: CHANCE_STEPS + 1 },
    (_, step) => least * (last / least) ** (step / CHANCE_STEPS),
  );
  return linePath()(counts.map((count) => place(count, chance(count)))) ?? '';
}

const round = (value: number) => Math.round(value * 10) / 10;
