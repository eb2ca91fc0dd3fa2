/** Geometry of a dot plot: one row a thing, or the difference of two, a dot for its estimate, a line for its 95 % interval. */
import { scaleLinear } from 'd3';
import { formatPercentRange, formatPoints, formatPointsRange } from './format.ts';

/** Shares in [0, 1], or differences of shares. */
export interface DotRow {
  readonly id: string;
  readonly label: string;
  /** What it is compared with, below the label: of differences. */
  readonly than?: { readonly label: string; readonly color: string } | undefined;
  /** Such as `var(--convnet)`. */
  readonly color: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** A value without an interval to compare with, drawn hollow. */
  readonly then?: number | undefined;
}

export interface DotOptions {
  /** Of the viewBox. */
  readonly widthPx: number;
  /** Room at the left for the labels, at the right for the numbers. */
  readonly labelPx: number;
  readonly numberPx: number;
  /** Shares at the ends of the axis; fitted to the rows unless given. */
  readonly domain?: readonly [number, number];
  /** A share to compare all of them with, drawn as a dashed line. */
  readonly guide?: { readonly value: number; readonly text: string } | undefined;
  /** Whether values are shares, the default, or differences of shares, which are written in points with their sign. */
  readonly unit?: 'percent' | 'points';
  /** What `then` is called after its number, such as "’17". */
  readonly thenName?: string;
}

export interface PlacedDot extends DotRow {
  readonly y: number;
  readonly x: number;
  readonly from: number;
  readonly to: number;
  readonly thenX: number | null;
  readonly number: string;
  readonly detail: string;
}

export interface DotGeometry {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly plot: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  };
  readonly ticks: readonly { readonly position: number; readonly text: string }[];
  readonly rows: readonly PlacedDot[];
  readonly guide: { readonly x: number; readonly text: string } | null;
}

const ROW_PX = 40;

/** Ends of an axis of shares on round tenths or twentieths that leave no interval outside. */
export function dotDomain(rows: readonly DotRow[]): [number, number] {
  if (rows.length === 0) throw new RangeError('dot plot: expected at least one row, got none');
  const ends = rows.flatMap((row) => [row.low, row.high, row.value, row.then ?? row.value]);
  const step = Math.max(...ends) - Math.min(...ends) > 0.25 ? 0.1 : 0.05;
  const low = round(Math.max(0, Math.floor(Math.min(...ends) / step + 1e-9) * step));
  const high = round(Math.min(1, Math.ceil(Math.max(...ends) / step - 1e-9) * step));
  if (low < high) return [low, high];
  return low === 0 ? [0, step] : [round(low - step), high];
}

/** Ends of an axis of differences: round ones that leave neither zero nor any interval outside. */
export function pointsDomain(rows: readonly DotRow[]): [number, number] {
  if (rows.length === 0) throw new RangeError('dot plot: expected at least one row, got none');
  const ends = [0, ...rows.flatMap(({ low, high, value }) => [low, high, value])];
  const [least, most] = [Math.min(...ends), Math.max(...ends)];
  return scaleLinear()
    .domain(least < most ? [least, most] : [-0.01, 0.01])
    .nice(5)
    .domain() as [number, number];
}

/** @throws RangeError when there are no rows */
export function dotGeometry(rows: readonly DotRow[], options: DotOptions): DotGeometry {
  const { widthPx, labelPx, numberPx, guide, unit = 'percent', thenName = '' } = options;
  const points = unit === 'points';
  const domain = options.domain ?? (points ? pointsDomain(rows) : dotDomain(rows));
  const plot = { left: labelPx, right: widthPx - numberPx, top: 6, bottom: 6 + rows.length * ROW_PX };
  const x = scaleLinear().domain(domain).range([plot.left, plot.right]);
  const ticks = x.ticks(plot.right - plot.left > 200 ? 5 : points ? 4 : 3);
  const digits = ticks.some((value) => Math.abs(value * 100 - Math.round(value * 100)) > 1e-6) ? 1 : 0;
  return {
    widthPx,
    heightPx: plot.bottom + 26,
    plot,
    ticks: ticks.map((value) => ({
      position: x(value),
      text: points ? formatPoints(value, digits) : String(Math.round(value * 100)),
    })),
    guide: guide === undefined ? null : { x: round(x(guide.value)), text: guide.text },
    rows: rows.map((row, i) => ({
      ...row,
      y: plot.top + (i + 0.5) * ROW_PX,
      x: round(x(row.value)),
      from: round(x(row.low)),
      to: round(x(row.high)),
      thenX: row.then === undefined ? null : round(x(row.then)),
      number: points ? formatPoints(row.value) : `${(row.value * 100).toFixed(1)}\u202f%`,
      detail:
        (points ? formatPointsRange(row.low, row.high) : formatPercentRange(row.low, row.high)) +
        (row.then === undefined ? '' : ` · ${thenName}\u202f${(row.then * 100).toFixed(1)}`),
    })),
  };
}

const round = (value: number) => Math.round(value * 1000) / 1000;
