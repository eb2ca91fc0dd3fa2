/** Geometry of one panel of a tuning figure: accuracy or time against a parameter, the 2017 values beside. */
import { extent, line as linePath, scaleLinear, scaleLog } from 'd3';
import { heightRange } from './line-height.ts';
import { spreadLabels } from './spread-labels.ts';
import {
  formatPlace,
  type MeasureAxis,
  measureScale,
  measureTicks,
  parameterPlaces,
  type Tick,
  thinTicks,
} from './sweep-axis.ts';
import { type SweepData, type SweepPoint, surelyDiffers } from './sweep-data.ts';

export interface PlacedMark {
  readonly point: SweepPoint;
  readonly x: number;
  readonly y: number;
  /** Ends of the interval, upper end first; absent for times and for 2017. */
  readonly whisker?: readonly [number, number];
  /** Surely another accuracy than the chosen one's, on the same drawings: drawn as a cross. */
  readonly differs: boolean;
}

export interface SweepLine {
  readonly id: string;
  readonly kind: 'here' | '2017';
  readonly path: string;
  readonly marks: readonly PlacedMark[];
  /** Beside the line's end, a word a line; null where the only line needs no name. */
  readonly label: { readonly x: number; readonly y: number; readonly words: readonly string[] } | null;
}

export interface SweepPanelGeometry {
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
  /** Ours first, in the order of the series. */
  readonly lines: readonly SweepLine[];
  /** The chosen value: a guide at `x` with `text` at its top. */
  readonly chosen: { readonly x: number; readonly textX: number; readonly text: string };
  readonly yTitle: string;
  readonly xTitle: string;
}

const CHARACTER_PX = 7.5;
const LINE_PX = 15;
const INSET_PX = 14; // keeps marks off the axis
const SHORT_PX = 60; // from the right end of the plot, where a line counts as one that ends early
const SHORT_LABEL_PX = 11; // of a name above or below the end of its line
const DODGE_PX = 6; // between series at the same value, so that intervals stand side by side

/**
 * @param axis shared by the panels of a figure (`measureAxis`)
 * @throws RangeError when the chosen point is missing
 */
export function sweepPanelGeometry(
  data: SweepData,
  axis: MeasureAxis,
  options: { readonly widthPx: number; readonly heightPx: number },
): SweepPanelGeometry {
  const { widthPx, heightPx } = options;
  const accuracy = axis.view === 'accuracy';
  const then = accuracy ? data.points.filter((point) => point.then !== null) : [];
  const named = data.series.length > 1 || then.length > 0;
  const names = new Map(
    data.series.map(({ id, label }) => [id, wrap(data.series.length > 1 ? label : 'here')]),
  );
  const longest = Math.max(4, ...[...names.values()].flat().map((word) => word.length));
  const plot = {
    left: 52,
    right: widthPx - (named ? longest * CHARACTER_PX + 14 : 8),
    top: 50,
    bottom: heightPx - 46,
  };

  const place = parameterPlaces(data);
  const places = [...new Set(data.points.map(place))].sort((a, b) => a - b);
  const [least, most] = extent(places) as [number, number];
  const log = data.scale === 'log';
  const x = (log ? scaleLog() : scaleLinear())
    .domain(least < most ? [least, most] : log ? [least / 2, least * 2] : [least - 1, least + 1])
    .range([plot.left + INSET_PX, plot.right - INSET_PX]);
  const y = measureScale(axis, [plot.bottom, plot.top]);

  const draw = (id: string, kind: SweepLine['kind'], points: readonly SweepPoint[], shiftPx: number) => {
    const marks = points
      .map((point): PlacedMark => {
        const differs = accuracy && kind === 'here' && surelyDiffers(point);
        const at = { point, x: x(place(point)) + shiftPx, differs };
        if (kind === '2017') return { ...at, y: y(point.then?.accuracy ?? 0) };
        if (!accuracy) return { ...at, y: y(point.seconds) };
        return {
          ...at,
          y: y(point.accuracy.value),
          whisker: [y(point.accuracy.high), y(point.accuracy.low)],
        };
      })
      .sort((a, b) => a.x - b.x);
    const path = linePath<PlacedMark>(
      (mark) => mark.x,
      (mark) => mark.y,
    )(marks);
    return { id, kind, marks, path: path ?? '' };
  };
  const bySeries = ({ id }: { id: string }) => data.points.filter(({ series }) => series === id);
  const drawn = [
    ...data.series.map((series, i) =>
      draw(series.id, 'here', bySeries(series), (i - (data.series.length - 1) / 2) * DODGE_PX),
    ),
    ...data.series
      .map((series) => ({ id: series.id, points: bySeries(series).filter((point) => then.includes(point)) }))
      .filter(({ points }) => points.length > 0)
      .map(({ id, points }) => draw(id, '2017', points, 0)),
  ].filter(({ marks }) => marks.length > 0);

  const chosen = drawn.flatMap(({ marks }) => marks).find(({ point }) => point.id === data.chosen);
  if (!chosen) throw new RangeError(`${data.experiment}: no point "${data.chosen}" to mark as chosen`);
  const text = `chosen: ${chosen.point.label}`;
  const half = (text.length * CHARACTER_PX) / 2;
  return {
    widthPx,
    heightPx,
    plot,
    xTicks: thinTicks(
      places.map((value) => ({
        position: x(value),
        text:
          data.scale === 'ordinal'
            ? (data.points.find((point) => place(point) === value)?.label ?? '')
            : formatPlace(value, log),
      })),
    ),
    yTicks: measureTicks(axis, [plot.bottom, plot.top]),
    lines: named ? withLabels(drawn, names, plot) : drawn.map((line) => ({ ...line, label: null })),
    chosen: {
      x: chosen.x,
      textX: Math.min(Math.max(chosen.x, half), widthPx - half),
      text,
    },
    yTitle: accuracy
      ? 'Accuracy on validation folds'
      : `Seconds to ${data.time === 'fit' ? 'fit' : 'predict a fold'}${axis.log ? ', log scale' : ''}`,
    xTitle: data.parameter + (log ? ', log scale' : ''),
  };
}

/**
 * Names in one column at the right, each beside where its line ends, moved apart where they would touch; the name of a
 * line that ends well before the others stands above its end, or below where another line is nearer above.
 */
function withLabels(
  lines: readonly Omit<SweepLine, 'label'>[],
  names: ReadonlyMap<string, readonly string[]>,
  plot: SweepPanelGeometry['plot'],
): SweepLine[] {
  const words = lines.map(({ id, kind }) => (kind === '2017' ? ['2017'] : (names.get(id) ?? [id])));
  const ends = lines.map(({ marks }) => marks.at(-1) ?? { x: 0, y: 0 });
  const isShort = ends.map(({ x }) => plot.right - x > SHORT_PX);
  const column = lines.map((_, i) => i).filter((i) => !isShort[i]);
  const tallest = Math.max(...column.map((i) => words[i]?.length ?? 0));
  const positions = spreadLabels(
    column.map((i) => ends[i]?.y ?? 0),
    { gap: tallest * LINE_PX + 2, min: plot.top + LINE_PX / 2, max: plot.bottom - LINE_PX / 2 },
  );
  return lines.map((line, i) => {
    const { x, y } = ends[i] ?? { x: 0, y: 0 };
    const others = lines.filter((other) => other !== line).map((other) => other.marks);
    const place = isShort[i]
      ? { x: x + 7, y: clearer(others, x + 7, y, (words[i]?.join(' ').length ?? 0) * CHARACTER_PX) }
      : { x: plot.right + 2, y: positions[column.indexOf(i)] ?? 0 };
    return { ...line, label: { ...place, words: words[i] ?? [] } };
  });
}

/** Above or below a height: where the nearest other line between `x` and `x + width` is further away. */
function clearer(lines: readonly (readonly PlacedMark[])[], x: number, y: number, width: number): number {
  const room = (at: number) =>
    Math.min(
      ...lines.map((marks) => {
        const range = heightRange(marks, x, x + width);
        return range === null ? Number.POSITIVE_INFINITY : Math.max(range[0] - at, at - range[1]);
      }),
    );
  const [above, below] = [y - SHORT_LABEL_PX, y + SHORT_LABEL_PX];
  return room(below) > room(above) && room(above) < LINE_PX ? below : above;
}

/** Words of a name, as many a line as fit into some twelve characters. */
function wrap(name: string): string[] {
  const lines: string[] = [];
  for (const word of name.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= 12)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
