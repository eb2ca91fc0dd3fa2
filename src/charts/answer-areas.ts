/** Geometry of how a model's answer came about: its probabilities, stacked, by pen time or by stroke. */
import { area, scaleLinear, stack, stackOrderNone } from 'd3';

/** A moment of the drawing. */
export interface AnswerMoment {
  /** How long the pen had moved by then, in milliseconds. */
  readonly penMs: number;
  /** Strokes that had been begun. */
  readonly strokes: number;
  /** Whether it is the end of the last of these. */
  readonly whole: boolean;
  /** Probabilities by class [classes]; null where they are not known. */
  readonly shares: ArrayLike<number> | null;
}

export type AnswerAxis = 'time' | 'stroke';

export interface AnswerTick {
  readonly x: number;
  readonly text: string;
}

/** In shares of the width, 0..1. */
export interface AnswerPlaces {
  /** Of every moment. */
  readonly moments: readonly number[];
  /** Where strokes end, with the stroke's number. */
  readonly ends: readonly { readonly x: number; readonly stroke: number }[];
  readonly ticks: readonly AnswerTick[];
}

/** Least distance between the numbers of strokes, as a share of the width. */
const APART = 0.045;

/**
 * Where moments stand. By time, from the pen's first touch to the last moment; by stroke, every stroke is as wide as
 * another, and within it go the milliseconds.
 * @param moments in the order of time.
 */
export function answerPlaces(
  moments: readonly Omit<AnswerMoment, 'shares'>[],
  axis: AnswerAxis,
): AnswerPlaces {
  const last = moments.at(-1);
  if (last === undefined) return { moments: [], ends: [], ticks: [] };
  const time = scaleLinear().domain([0, Math.max(1, last.penMs)]);
  const strokes = scaleLinear().domain([0, last.strokes]);
  const place = axis === 'time' ? (i: number) => time(moments[i]?.penMs ?? 0) : byStroke(moments, strokes);
  const places = moments.map((_, i) => place(i));
  const ends = moments.flatMap(({ whole, strokes: stroke }, i) =>
    whole ? [{ x: places[i] as number, stroke }] : [],
  );
  const ticks =
    axis === 'time'
      ? time.ticks(5).map((ms) => ({ x: time(ms), text: String(ms / 1000) }))
      : spaced(ends.map(({ x, stroke }) => ({ x, text: String(stroke) })));
  return { moments: places, ends, ticks };
}

function byStroke(
  moments: readonly Omit<AnswerMoment, 'shares'>[],
  scale: (strokes: number) => number,
): (i: number) => number {
  return (i) => {
    const { strokes, penMs, whole } = moments[i] as AnswerMoment;
    if (whole) return scale(strokes);
    const from = moments.findLast((each) => each.strokes < strokes)?.penMs ?? 0;
    const to = moments.findLast((each) => each.strokes === strokes)?.penMs ?? penMs;
    const share = to > from ? (penMs - from) / (to - from) : 1;
    return scale(strokes - 1 + Math.min(1, share));
  };
}

/** Leaves out what would stand on what is before it; the last one stays. */
function spaced(ticks: readonly AnswerTick[]): AnswerTick[] {
  const kept: AnswerTick[] = [];
  for (const tick of [...ticks].reverse()) if ((kept[0]?.x ?? Infinity) - tick.x >= APART) kept.unshift(tick);
  return kept;
}

/** Width of what is known of one moment alone, in pixels. */
const SLIVER_PX = 6;

/** A moment that is known. */
interface Column {
  readonly x: number;
  readonly shares: ArrayLike<number>;
}

/**
 * One path a class, the first at the bottom, that together fill the height wherever the model has answered. Between two
 * moments something is drawn only when nothing in between is unknown.
 * @param places of the moments, 0..1
 * @param size of the plot, in pixels
 */
export function answerAreas(
  moments: readonly AnswerMoment[],
  places: readonly number[],
  classes: number,
  size: { readonly widthPx: number; readonly heightPx: number },
): string[] {
  const runs: Column[][] = [[]];
  for (const [i, { shares }] of moments.entries())
    if (shares !== null) runs.at(-1)?.push({ x: (places[i] as number) * size.widthPx, shares });
    else if (runs.at(-1)?.length !== 0) runs.push([]);
  const y = scaleLinear([size.heightPx, 0]);
  const layered = stack<Column, number>()
    .keys(Array.from({ length: classes }, (_, k) => k))
    .value(({ shares }, k) => shares[k] ?? 0)
    .order(stackOrderNone);
  const shape = area<{ readonly 0: number; readonly 1: number; readonly data: Column }>(
    (d) => d.data.x,
    (d) => y(d[0]),
    (d) => y(d[1]),
  ).digits(1);
  const paths = new Array<string>(classes).fill('');
  for (const run of runs) {
    const [first] = run;
    if (first === undefined) continue;
    // One moment alone, as of a stroke that came at once, is drawn as a sliver before it.
    const columns = run.length > 1 ? run : [{ ...first, x: Math.max(0, first.x - SLIVER_PX) }, first];
    for (const [k, layer] of layered(columns).entries()) paths[k] += shape(layer) ?? '';
  }
  return paths;
}

/** Index of the moment that is nearest to a place, 0..1; -1 for none. */
export function nearestMoment(places: readonly number[], place: number): number {
  let found = -1;
  for (let i = 0; i < places.length; i++)
    if (found < 0 || Math.abs((places[i] as number) - place) <= Math.abs((places[found] as number) - place))
      found = i;
  return found;
}
