/** Geometry of variants as rows: a dot and its interval each, a guide for the reference, and its band or zero. */
import { extent, scaleLinear } from 'd3';
import type { Interval } from '../core/results.ts';
import { formatCount, formatPercent, formatPoints } from './format.ts';
import { formatSeconds, magnitudes, measureScale, roundIn, type Tick, thinTicks } from './sweep-axis.ts';
import { hasDifferences, type VariantRow, type VariantsData } from './variants-data.ts';

export const VARIANT_VIEWS = ['difference', 'accuracy', 'size', 'time'] as const;
export type VariantView = (typeof VARIANT_VIEWS)[number];

export interface VariantDot {
  readonly kind: 'difference' | 'validation' | 'test' | '2017' | 'amount';
  readonly x: number;
  readonly y: number;
  /** Ends of the interval, lower end first. */
  readonly whisker?: readonly [number, number];
}

export interface PlacedRow {
  readonly row: VariantRow;
  /** Top of the row and its height, in pixels. */
  readonly top: number;
  readonly height: number;
  /** Of the first dot. */
  readonly y: number;
  readonly name: { readonly x: number; readonly y: number };
  /** The row's number, at the right end. */
  readonly text: { readonly x: number; readonly y: number; readonly value: string };
  readonly dots: readonly VariantDot[];
}

export interface VariantsGeometry {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly plot: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  };
  readonly ticks: readonly Tick[];
  readonly rows: readonly PlacedRow[];
  /** The reference's value, of differences zero, and in the view of accuracy its interval. */
  readonly guide: { readonly x: number; readonly band: readonly [number, number] | null } | null;
  /** What the axis measures, and which mark is what. */
  readonly title: string;
  readonly key: readonly VariantDot['kind'][];
}

export interface VariantsGeometryOptions {
  readonly widthPx: number;
  readonly view: VariantView;
  /** Names above the dots instead of beside them, for narrow drawings. */
  readonly stacked: boolean;
}

const LANE_PX = 11; // between the marks of one row
const CHARACTER_PX = 7.6;

/** Whether the sizes can stand on one axis: all known, in one unit. */
export function comparableSizes(data: VariantsData): boolean {
  return data.rows.every(({ size }) => size !== null && size.unit === data.rows[0]?.size?.unit);
}

/** @throws RangeError without rows, for the view of sizes that do not compare, or of differences that are not there */
export function variantsGeometry(data: VariantsData, options: VariantsGeometryOptions): VariantsGeometry {
  const { widthPx, view, stacked } = options;
  if (data.rows.length === 0)
    throw new RangeError(`${data.experiment}: expected at least one variant, got none`);
  if (view === 'size' && !comparableSizes(data))
    throw new RangeError(`${data.experiment}: sizes are missing or of several units and share no axis`);
  if (view === 'difference' && !hasDifferences(data))
    throw new RangeError(`${data.experiment}: a difference to "${data.reference}" is missing`);

  const kinds = (['validation', 'test', '2017'] as const).filter((kind) =>
    data.rows.some((row) => valueOf(row, kind) !== null),
  );
  const lanes = view === 'accuracy' ? kinds.length : 1;
  const longest = Math.max(...data.rows.map(({ label }) => label.length));
  const texts = data.rows.map((row) =>
    view === 'difference' && row.id === data.reference ? 'reference' : textOf(row, view),
  );
  const textRoom = Math.max(...texts.map(({ length }) => length)) * CHARACTER_PX + 12;
  const plot = {
    left: stacked ? 14 : Math.min(longest * CHARACTER_PX + 12, widthPx * 0.42),
    right: stacked ? widthPx - 14 : widthPx - textRoom,
    top: lanes > 1 && stacked ? 46 : 26,
    bottom: 0,
  };
  const lead = stacked ? 28 : 18; // from the row's top to its first dot
  const height = lead + (lanes - 1) * LANE_PX + (stacked ? 16 : 18);
  plot.bottom = plot.top + height * data.rows.length;

  const scale = scaleOf(data, view);
  const x = measureScale(scale, [plot.left + 8, plot.right - 8]);
  const rows = data.rows.map((row, i): PlacedRow => {
    const top = plot.top + i * height;
    const y = top + lead;
    const dots = dotsOf(row, view, kinds).map(
      ({ kind, lane, value, interval }): VariantDot => ({
        kind,
        x: x(value),
        y: y + lane * LANE_PX,
        ...(interval && { whisker: [x(interval.low), x(interval.high)] as const }),
      }),
    );
    const baseline = stacked ? top + 11 : y + ((lanes - 1) * LANE_PX) / 2;
    return {
      row,
      top,
      height,
      y,
      name: { x: 0, y: baseline },
      text: { x: widthPx, y: baseline, value: texts[i] ?? '' },
      dots,
    };
  });

  const reference = rows.find(({ row }) => row.id === data.reference);
  const values = scale.log ? roundIn(scale.domain) : x.ticks(stacked ? 4 : 6);
  const digits = values.some((value) => Math.abs(value * 100 - Math.round(value * 100)) > 1e-6) ? 1 : 0;
  const unit = data.rows[0]?.size?.unit ?? '';
  return {
    widthPx,
    heightPx: plot.bottom + 26,
    plot,
    ticks: thinTicks(
      values.map((value) => ({
        position: x(value),
        text:
          view === 'accuracy'
            ? formatPercent(value, digits)
            : view === 'difference'
              ? formatPoints(value, digits)
              : view === 'time'
                ? formatSeconds(value)
                : formatCount(value),
      })),
    ),
    rows,
    guide: reference ? { x: reference.dots[0]?.x ?? 0, band: reference.dots[0]?.whisker ?? null } : null,
    title: {
      difference: 'Difference in points',
      accuracy: 'Accuracy',
      size: `Size, ${unit}`,
      time: 'Seconds to fit',
    }[view].concat(scale.log ? ', log scale' : ''),
    key: view === 'accuracy' ? kinds : [],
  };
}

function scaleOf(data: VariantsData, view: VariantView): { domain: readonly [number, number]; log: boolean } {
  if (view === 'size' || view === 'time') return magnitudes(data.rows.map((row) => amountOf(row, view)));
  const values = data.rows.flatMap(({ accuracy, test, then, difference }) =>
    view === 'difference'
      ? [0, difference?.low ?? 0, difference?.high ?? 0]
      : [
          accuracy.low,
          accuracy.high,
          ...(test ? [test.low, test.high] : []),
          ...(then === null ? [] : [then]),
        ],
  );
  const [least, most] = extent(values) as [number, number];
  const range = least < most ? [least, most] : [least - 0.01, most + 0.01];
  return { domain: scaleLinear().domain(range).nice(5).domain() as [number, number], log: false };
}

function valueOf(row: VariantRow, kind: 'validation' | 'test' | '2017'): number | null {
  if (kind === 'validation') return row.accuracy.value;
  return kind === 'test' ? (row.test?.value ?? null) : row.then;
}

/** What a row shows, and in which lane. */
function dotsOf(
  row: VariantRow,
  view: VariantView,
  kinds: readonly ('validation' | 'test' | '2017')[],
): { kind: VariantDot['kind']; lane: number; value: number; interval: Interval | null }[] {
  if (view === 'difference')
    return [{ kind: 'difference', lane: 0, value: row.difference?.value ?? 0, interval: row.difference }];
  if (view !== 'accuracy') return [{ kind: 'amount', lane: 0, value: amountOf(row, view), interval: null }];
  return kinds.flatMap((kind, lane) => {
    const value = valueOf(row, kind);
    const interval = kind === 'validation' ? row.accuracy : kind === 'test' ? row.test : null;
    return value === null ? [] : [{ kind, lane, value, interval }];
  });
}

const amountOf = (row: VariantRow, view: 'size' | 'time'): number =>
  view === 'time' ? row.fitSeconds : (row.size?.count ?? 0);

function textOf(row: VariantRow, view: VariantView): string {
  if (view === 'difference') return formatPoints(row.difference?.value ?? 0);
  if (view === 'accuracy') return formatPercent(row.accuracy.value);
  if (view === 'time') return formatSeconds(row.fitSeconds);
  return formatCount(row.size?.count ?? 0);
}

/** The row at the height `y`, the nearest one outside of all. */
export function rowAt(geometry: VariantsGeometry, y: number): number {
  const found = geometry.rows.findIndex(({ top, height }) => y < top + height);
  return found === -1 ? geometry.rows.length - 1 : found;
}
