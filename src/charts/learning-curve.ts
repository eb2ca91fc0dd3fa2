/** Geometry of accuracy against the number of training drawings: four models, ours and the 2017 values. */
import {
  extent,
  line,
  scaleLinear,
  scaleLog,
  symbol,
  symbolCircle,
  symbolDiamond,
  symbolSquare,
  symbolStar,
  symbolTriangle,
} from 'd3';
import { MODEL_NAMES, type ModelId } from '../core/models.ts';
import { clearLabels } from './clear-labels.ts';
import { formatCount, formatPercent } from './format.ts';
import { spreadLabels } from './spread-labels.ts';

/** One accuracy; `low` and `high` bound its 95 % interval where there is one. Shares in [0, 1]. */
export interface CurvePoint {
  readonly trainDrawings: number;
  readonly accuracy: number;
  readonly low?: number;
  readonly high?: number;
}

export interface CurveSeries {
  readonly model: ModelId;
  readonly points: readonly CurvePoint[];
}

export interface LearningCurveOptions {
  /** Of the viewBox. */
  readonly widthPx: number;
  readonly heightPx: number;
  /** Accuracy on a linear axis, or error rate (1 - accuracy) on a logarithmic one. */
  readonly scale: 'accuracy' | 'error';
  /** Room for the labels at the right. */
  readonly labelRoomPx: number;
}

export interface PlacedPoint extends CurvePoint {
  readonly x: number;
  readonly y: number;
  /** Ends of the interval, upper end first; absent without an interval. */
  readonly whisker?: readonly [number, number];
}

export interface PlacedSeries {
  readonly model: ModelId;
  readonly kind: 'ours' | 'reference';
  readonly path: string;
  /** Outline of its marks around (0, 0): of one shape for both lines of a model, so that colour is not all that tells them. */
  readonly mark: string;
  readonly points: readonly PlacedPoint[];
  /** Text at the end of the line with a leader to it; null where another line of the model bears its name. */
  readonly label: {
    readonly x: number;
    readonly y: number;
    readonly text: string;
    readonly leader: string;
  } | null;
}

export interface Tick {
  readonly position: number;
  readonly text: string;
}

export interface LearningCurveGeometry {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly plot: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  };
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  readonly series: readonly PlacedSeries[];
  /** Our lines by name, above the plot, where there is no room at their ends: a piece of line from x on, its mark, the name. */
  readonly key: readonly {
    readonly series: PlacedSeries;
    readonly x: number;
    readonly y: number;
    readonly markX: number;
    readonly textX: number;
  }[];
  readonly yTitle: string;
}

const LABEL_GAP_PX = 15;
const BOLD_CHARACTER_PX = 8.5; // of the labels of our lines, in the widest of usual fonts
const CHARACTER_PX = 7; // of tick labels, generously
const INNER_LABELS_PX = 220; // least room right of our lines for labels of their own
const KEY_TOP_PX = 22;
const KEY_LINE_PX = 20;
const KEY_SAMPLE_PX = 22; // the piece of line before a name
const MARK_SHAPES = [symbolCircle, symbolSquare, symbolTriangle, symbolDiamond, symbolStar];
const MARK_AREA_PX = { ours: 41, reference: 32 };
const DODGE_PX = 5; // between models at the same size, so that intervals stand side by side
const ERROR_TICKS = [0.01, 0.015, 0.02, 0.03, 0.04, 0.05, 0.07, 0.1, 0.15, 0.2, 0.3, 0.5];

/**
 * @param ours one series a model, at least one point each
 * @param reference the 2017 values, or an empty list to leave them out (the axes then fit ours alone)
 */
export function learningCurveGeometry(
  ours: readonly CurveSeries[],
  reference: readonly CurveSeries[],
  options: LearningCurveOptions,
): LearningCurveGeometry {
  const labelled = geometryWith(ours, reference, options, false);
  const nameless = labelled.series.some(({ kind, label }) => kind === 'ours' && label === null);
  return nameless ? geometryWith(ours, reference, options, true) : labelled;
}

function geometryWith(
  ours: readonly CurveSeries[],
  reference: readonly CurveSeries[],
  options: LearningCurveOptions,
  withKey: boolean,
): LearningCurveGeometry {
  const { widthPx, heightPx, labelRoomPx } = options;
  const grid = withKey ? keyGrid(ours, widthPx) : null;
  const plot = {
    left: 46,
    right: widthPx - labelRoomPx,
    top: 34 + (grid?.rows ?? 0) * KEY_LINE_PX,
    bottom: heightPx - 46,
  };
  const everyPoint = [...ours, ...reference].flatMap((series) => series.points);
  if (everyPoint.length === 0) throw new RangeError('learning curve: expected at least one point, got none');

  const sizes = [...new Set(everyPoint.map((p) => p.trainDrawings))].sort((a, b) => a - b);
  const [smallest, largest] = extent(sizes) as [number, number];
  const inset = 14; // keeps dodged marks off the axis
  const x = scaleLog()
    .domain(smallest < largest ? [smallest, largest] : [smallest / 2, smallest * 2])
    .range([plot.left + inset, plot.right - inset]);

  const error = options.scale === 'error';
  // An interval may reach beyond what can be; the axis does not.
  const measure = (accuracy: number) => (error ? Math.max(1 - accuracy, 0.001) : Math.min(accuracy, 1));
  const [least, most] = extent(
    everyPoint.flatMap((p) => [p.accuracy, p.low ?? p.accuracy, p.high ?? p.accuracy]).map(measure),
  ) as [number, number];
  const y = error
    ? scaleLog()
        .domain([least * 0.95, most * 1.05])
        .range([plot.bottom, plot.top])
    : scaleLinear()
        .domain([least < most ? least : least - 0.05, most])
        .range([plot.bottom, plot.top])
        .nice(5);
  const yValues = error
    ? ERROR_TICKS.filter((value) => value >= least * 0.95 && value <= most * 1.05)
    : (y as ReturnType<typeof scaleLinear>).ticks(5);
  const yDigits = yValues.some((value) => Math.abs(value * 100 - Math.round(value * 100)) > 1e-6) ? 1 : 0;

  const models = [...new Set([...ours, ...reference].map((series) => series.model))];
  const markOf = (model: ModelId, kind: 'ours' | 'reference') =>
    symbol(MARK_SHAPES[models.indexOf(model) % MARK_SHAPES.length], MARK_AREA_PX[kind])() as string;
  const place = (series: CurveSeries, kind: 'ours' | 'reference', offsetPx: number) => {
    const points: PlacedPoint[] = series.points.map((point) => ({
      ...point,
      x: x(point.trainDrawings) + offsetPx,
      y: y(measure(point.accuracy)),
      ...(point.low !== undefined && point.high !== undefined
        ? { whisker: ends(y(measure(point.low)), y(measure(point.high))) }
        : {}),
    }));
    const path =
      line<PlacedPoint>()
        .x((p) => p.x)
        .y((p) => p.y)(points) ?? '';
    return { model: series.model, kind, path, mark: markOf(series.model, kind), points };
  };
  const placed = [
    ...reference.map((series) => place(series, 'reference', 0)),
    ...ours.map((series, i) => place(series, 'ours', (i - (ours.length - 1) / 2) * DODGE_PX)),
  ];

  const series = withLabels(placed, plot, withKey);
  return {
    widthPx,
    heightPx,
    plot,
    xTicks: thin(
      sizes.map((size) => ({ position: x(size), text: formatCount(size) })),
      widthPx,
    ),
    yTicks: yValues.map((value) => ({ position: y(value), text: formatPercent(value, yDigits) })),
    series,
    key: grid
      ? placeKey(
          series.filter(({ kind }) => kind === 'ours'),
          grid,
        )
      : [],
    yTitle: error ? 'Error rate, log scale' : 'Accuracy',
  };
}

/**
 * Sets every label right of its line's end; lines that end at about the same x share one column. Where the lines
 * of 2017 go on further than ours, ours are named at their own ends if no line runs through any of the names, else nowhere.
 */
function withLabels(
  placed: readonly Omit<PlacedSeries, 'label'>[],
  plot: LearningCurveGeometry['plot'],
  withKey: boolean,
): PlacedSeries[] {
  const endOf = (series: Omit<PlacedSeries, 'label'>) => series.points.at(-1) as PlacedPoint;
  const furthest = Math.max(...placed.map((series) => endOf(series).x));
  const isOuter = (series: Omit<PlacedSeries, 'label'>) => furthest - endOf(series).x < 60;
  const labels = new Map<Omit<PlacedSeries, 'label'>, NonNullable<PlacedSeries['label']>>();
  for (const outer of [true, false]) {
    const column = placed.filter((series) => isOuter(series) === outer);
    if (column.length === 0) continue;
    const columnEnd = Math.max(...column.map((series) => endOf(series).x));
    if (!outer && (withKey || furthest - columnEnd < INNER_LABELS_PX)) continue;
    const labelX = columnEnd + 14;
    const bounds = { gap: LABEL_GAP_PX, min: plot.top + 4, max: plot.bottom - 4 };
    const wanted = spreadLabels(
      column.map((series) => endOf(series).y),
      bounds,
    );
    const lines = placed.filter((series) => !column.includes(series)).map(({ points }) => points);
    const spans = column.map((series) => [labelX, labelX + nameWidth(series.model)] as const);
    const positions = outer ? wanted : clearLabels(wanted, spans, lines, bounds);
    if (!positions) continue;
    const mixed =
      outer && column.some((s) => s.kind === 'ours') && column.some((s) => s.kind === 'reference');
    column.forEach((series, i) => {
      const end = endOf(series);
      const labelY = positions[i] as number;
      labels.set(series, {
        x: labelX,
        y: labelY,
        text: MODEL_NAMES[series.model].short + (mixed && series.kind === 'reference' ? ' ’17' : ''),
        leader: `M${round(end.x + 5)},${round(end.y)}L${round(labelX - 3)},${round(labelY)}`,
      });
    });
  }
  return placed.map((series) => ({ ...series, label: labels.get(series) ?? null }));
}

const nameWidth = (model: ModelId) => MODEL_NAMES[model].short.length * BOLD_CHARACTER_PX;

/** Columns as wide as the widest name, in as few rows as hold all. */
function keyGrid(ours: readonly CurveSeries[], widthPx: number) {
  const columnPx = KEY_SAMPLE_PX + 17 + Math.max(...ours.map(({ model }) => nameWidth(model)));
  const rows = Math.ceil(ours.length / Math.max(1, Math.floor(widthPx / columnPx)));
  return { columnPx, rows, columns: Math.ceil(ours.length / rows) };
}

function placeKey(
  ours: readonly PlacedSeries[],
  { columnPx, columns }: ReturnType<typeof keyGrid>,
): LearningCurveGeometry['key'] {
  return ours.map((series, i) => {
    const x = (i % columns) * columnPx;
    const y = KEY_TOP_PX + (Math.floor(i / columns) + 0.5) * KEY_LINE_PX;
    return { series, x, y, markX: x + KEY_SAMPLE_PX / 2, textX: x + KEY_SAMPLE_PX + 5 };
  });
}

/** Drops tick labels that would touch; first and last stay. */
function thin(ticks: readonly Tick[], widthPx: number): Tick[] {
  const half = (tick: Tick) => (tick.text.length * CHARACTER_PX) / 2 + 3;
  const kept: Tick[] = [];
  for (const tick of [...ticks].reverse()) {
    const next = kept[0];
    const first = ticks[0] as Tick;
    const clearsNext = next === undefined || next.position - tick.position >= half(next) + half(tick);
    const clearsFirst = tick === first || tick.position - first.position >= half(tick) + half(first);
    if ((clearsNext && clearsFirst) || tick === first) kept.unshift(tick);
  }
  return kept.filter((tick) => tick.position <= widthPx);
}

/** The point nearest to (x, y) in viewBox pixels, as its place in `series` and along it. */
export function nearestCurvePoint(
  geometry: LearningCurveGeometry,
  x: number,
  y: number,
): { series: number; point: number } {
  let nearest = { series: 0, point: 0 };
  let least = Number.POSITIVE_INFINITY;
  geometry.series.forEach((series, i) => {
    series.points.forEach((point, j) => {
      const distance = (point.x - x) ** 2 + (point.y - y) ** 2;
      if (distance < least) {
        least = distance;
        nearest = { series: i, point: j };
      }
    });
  });
  return nearest;
}

const ends = (a: number, b: number): readonly [number, number] => [Math.min(a, b), Math.max(a, b)];
const round = (value: number) => Math.round(value * 10) / 10;
