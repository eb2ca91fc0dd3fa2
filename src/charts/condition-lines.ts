/** Geometry of a measure of several models against one changed condition: a line a model, with its interval as a band. */
import { area as areaPath, extent, line as linePath, scaleLinear, scalePoint } from 'd3';
import { formatPercent } from './format.ts';
import { spreadLabels } from './spread-labels.ts';

/** What is drawn of one model. `low` and `high` are its 95 % interval, where the measure has one. */
export interface ConditionLine {
  readonly id: string;
  /** Short, for the label at the line's end. */
  readonly name: string;
  readonly points: readonly {
    readonly value: number;
    readonly share: number;
    readonly low?: number;
    readonly high?: number;
  }[];
}

export interface ConditionAxis {
  readonly title: string;
  /** What stands at a value's tick. */
  readonly format: (value: number) => string;
  /** Equal steps between the values, whatever they are. */
  readonly ordinal?: boolean;
  /** Marked as the usual one. */
  readonly standard?: number | undefined;
}

export interface ConditionGeometry {
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
  readonly xTitle: string;
  /** Where the usual value stands; null where there is none. */
  readonly standard: number | null;
  readonly lines: readonly {
    readonly id: string;
    readonly name: string;
    readonly path: string;
    /** Empty where there are no intervals. */
    readonly band: string;
    readonly marks: readonly { readonly x: number; readonly y: number }[];
    readonly label: { readonly x: number; readonly y: number };
  }[];
  /** The place of any value between the first and the last; beyond them, of these. */
  readonly xOf: (value: number) => number;
}

const LABEL_GAP_PX = 15;

/**
 * @param lines all with the same values, rising.
 * @param domain of the shares, so that charts side by side have one axis.
 * @throws RangeError without lines or with fewer than two values.
 */
export function conditionGeometry(
  lines: readonly ConditionLine[],
  axis: ConditionAxis,
  domain: readonly [number, number],
  { widthPx, heightPx }: { readonly widthPx: number; readonly heightPx: number },
): ConditionGeometry {
  const values = lines[0]?.points.map(({ value }) => value) ?? [];
  if (values.length < 2) throw new RangeError('a condition takes at least one line of two values');
  const plot = { left: 44, right: widthPx - 100, top: 14, bottom: heightPx - 42 };
  const xOf = axis.ordinal ? ordinal(values, plot) : continuous(values, plot);
  const y = scaleLinear()
    .domain(domain as [number, number])
    .range([plot.bottom, plot.top]);
  const drawn = lines.map(({ id, name, points }) => {
    const marks = points.map(({ value, share }) => ({ x: round(xOf(value)), y: round(y(share)) }));
    const banded = points.every(({ low, high }) => low !== undefined && high !== undefined);
    const band = areaPath<ConditionLine['points'][number]>(
      ({ value }) => round(xOf(value)),
      ({ low }) => round(y(low ?? 0)),
      ({ high }) => round(y(high ?? 0)),
    );
    return {
      id,
      name,
      marks,
      path: linePath<{ x: number; y: number }>(
        (mark) => mark.x,
        (mark) => mark.y,
      )(marks) as string,
      band: banded ? (band(points) as string) : '',
    };
  });
  const labels = spreadLabels(
    drawn.map(({ marks }) => marks.at(-1)?.y ?? 0),
    { gap: LABEL_GAP_PX, min: plot.top, max: plot.bottom },
  );
  return {
    widthPx,
    heightPx,
    plot,
    xTitle: axis.title,
    xOf,
    xTicks: values.map((value) => ({ position: round(xOf(value)), text: axis.format(value) })),
    yTicks: y.ticks(5).map((share) => ({ position: round(y(share)), text: formatPercent(share, 0) })),
    standard: axis.standard === undefined ? null : round(xOf(axis.standard)),
    lines: drawn.map((line, i) => ({ ...line, label: { x: plot.right + 8, y: round(labels[i] as number) } })),
  };
}

/** The range that charts of these lines share: rounded, and never above 1. */
export function sharedDomain(lines: readonly ConditionLine[]): [number, number] {
  const shares = lines.flatMap(({ points }) => points.flatMap(({ share, low = share }) => [share, low]));
  const [least = 0, most = 1] = extent(shares);
  const [from = 0, to = 1] = scaleLinear().domain([least, most]).nice(5).domain();
  return [Math.max(0, from), Math.min(1, to)];
}

type Plot = ConditionGeometry['plot'];

function continuous(values: readonly number[], { left, right }: Plot): (value: number) => number {
  const scale = scaleLinear()
    .domain([values[0] as number, values.at(-1) as number])
    .range([left + 8, right - 6])
    .clamp(true);
  return (value) => scale(value);
}

/** Steps of one width; between two values in proportion. */
function ordinal(values: readonly number[], { left, right }: Plot): (value: number) => number {
  const place = scalePoint<number>(values, [left + 8, right - 6]);
  const scale = scaleLinear(
    values,
    values.map((value) => place(value) as number),
  ).clamp(true);
  return (value) => scale(value);
}

const round = (value: number) => Math.round(value * 100) / 100;
