/** The axes of tuning figures: one measure for all panels of a figure, so that they compare, and the swept values. */
import { extent, type ScaleContinuousNumeric, scaleLinear, scaleLog } from 'd3';
import { formatPercent } from './format.ts';
import type { SweepData, SweepPoint } from './sweep-data.ts';

export interface Tick {
  readonly position: number;
  readonly text: string;
}

export type SweepView = 'accuracy' | 'time';

/** What is measured, over which range; `log` only for times that differ much. */
export interface MeasureAxis {
  readonly view: SweepView;
  /** Shares or seconds. */
  readonly domain: readonly [number, number];
  readonly log: boolean;
}

const MUCH = 30; // largest by smallest, from where on a linear axis would show the small ones as nothing
const LOG_STEPS = [1, 2, 5];

/**
 * The axis that all panels share: accuracies with their intervals and the 2017 values, or our own times. (The times
 * of 2017 are another machine's, for other numbers of drawings: they are told, not drawn.)
 * @throws RangeError when there is nothing to measure
 */
export function measureAxis(panels: readonly SweepData[], view: SweepView): MeasureAxis {
  const points = panels.flatMap((panel) => panel.points);
  if (points.length === 0) throw new RangeError('tuning figure: expected at least one point, got none');
  if (view === 'accuracy') {
    const values = points.flatMap(({ accuracy, then }) => [
      accuracy.low,
      accuracy.high,
      ...(then ? [then.accuracy] : []),
    ]);
    const [least, most] = extent(values) as [number, number];
    const [low, high] = least < most ? [least, most] : [least - 0.01, most + 0.01];
    return { view, domain: nice(low, high), log: false };
  }
  return { view, ...magnitudes(points.map(({ seconds }) => seconds)) };
}

/** A range for amounts from zero on: linear from 0, or logarithmic when the largest is many times the smallest. */
export function magnitudes(values: readonly number[]): { domain: [number, number]; log: boolean } {
  const [least, most] = extent(values) as [number, number];
  if (least > 0 && most / least > MUCH) return { domain: [least / 1.3, most * 1.3], log: true };
  return { domain: nice(0, most > 0 ? most : 1), log: false };
}

/** From shares or seconds to pixels. */
export function measureScale(
  { domain, log }: Pick<MeasureAxis, 'domain' | 'log'>,
  rangePx: readonly [number, number],
): ScaleContinuousNumeric<number, number> {
  return (log ? scaleLog() : scaleLinear()).domain(domain).range(rangePx);
}

/** Round values inside the axis, about five of them, with unit. */
export function measureTicks(axis: MeasureAxis, rangePx: readonly [number, number]): Tick[] {
  const scale = measureScale(axis, rangePx);
  const values = axis.log ? roundIn(axis.domain) : scale.ticks(5);
  const digits = values.some((value) => Math.abs(value * 100 - Math.round(value * 100)) > 1e-6) ? 1 : 0;
  return values.map((value) => ({
    position: scale(value),
    text: axis.view === 'accuracy' ? formatPercent(value, digits) : formatSeconds(value),
  }));
}

/** 1, 2 and 5 times the powers of ten, inside the range; powers alone when there are many. */
export function roundIn([low, high]: readonly [number, number]): number[] {
  const exponents = Array.from({ length: 24 }, (_, i) => i - 12);
  const all = exponents.flatMap((exponent) => LOG_STEPS.map((step) => Number(`${step}e${exponent}`)));
  const inside = all.filter((value) => value >= low && value <= high);
  return inside.length > 6 ? inside.filter((value) => Number.isInteger(Math.log10(value))) : inside;
}

/** 0.031 -> "0.031 s", 2.456 -> "2.5 s", 90.4 -> "90 s", 0 -> "0 s". */
export function formatSeconds(seconds: number): string {
  const text = seconds >= 10 ? seconds.toFixed(0) : String(Number(seconds.toPrecision(2)));
  return `${text}\u202fs`;
}

/** Where each point stands along the parameter: by its number, or in order of appearance. */
export function parameterPlaces(data: SweepData): (point: SweepPoint) => number {
  if (data.scale !== 'ordinal') return ({ value }) => value ?? 0;
  const labels = [...new Set(data.points.map(({ label }) => label))];
  return ({ label }) => labels.indexOf(label);
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** A swept value as a tick: 100 -> "100"; on a logarithmic axis 0.001 -> "10⁻³". */
export function formatPlace(value: number, log: boolean): string {
  const exponent = Math.round(Math.log10(value));
  if (!log || value >= 1 || Math.abs(value / 10 ** exponent - 1) > 1e-9) return value.toLocaleString('en-GB');
  return `10${exponent < 0 ? '⁻' : ''}${[...String(Math.abs(exponent))].map((d) => SUPERSCRIPTS[Number(d)]).join('')}`;
}

/** Drops ticks whose text would touch a kept one; first and last stay. `characterPx`: width of a character. */
export function thinTicks(ticks: readonly Tick[], characterPx = 7.5): Tick[] {
  const reach = (tick: Tick) => (tick.text.length * characterPx) / 2 + 3;
  const clears = (a: Tick, b: Tick) => Math.abs(a.position - b.position) >= reach(a) + reach(b);
  const [first, last] = [ticks[0], ticks.at(-1)];
  const kept: Tick[] = [];
  for (const tick of ticks) {
    const previous = kept.at(-1);
    if (tick === first || tick === last) kept.push(tick);
    else if (previous && last && clears(previous, tick) && clears(tick, last)) kept.push(tick);
  }
  return kept;
}

const nice = (low: number, high: number) =>
  scaleLinear().domain([low, high]).nice(5).domain() as [number, number];
