/** What one unit of a dense layer adds up, and what the next layer makes of it. */
import type { DenseLayer } from '../../core/evidence/layers.ts';

export interface UnitSum {
  /** [inputs] */
  readonly weights: Float32Array;
  /** Ink times weight. [inputs] */
  readonly products: Float32Array;
  /** Sum of the products above 0, and of those below. */
  readonly liked: number;
  readonly minded: number;
  /** What the unit adds to every drawing. */
  readonly bias: number;
  /** All of it together; nothing where it is below 0. */
  readonly answer: number;
}

/** @param ink 0..1 [inputs] */
export function unitSum(
  ink: ArrayLike<number>,
  { inputs, outputs, weights, bias }: DenseLayer,
  unit: number,
): UnitSum {
  const own = Float32Array.from({ length: inputs }, (_, i) => weights[i * outputs + unit] ?? 0);
  const products = own.map((weight, i) => weight * (ink[i] ?? 0));
  const sum = (sign: number) => products.reduce((total, each) => total + (sign * each > 0 ? each : 0), 0);
  const [liked, minded, added] = [sum(1), sum(-1), bias[unit] ?? 0];
  return { weights: own, products, liked, minded, bias: added, answer: Math.max(0, liked + minded + added) };
}

/** What each unit of the next layer is given by one unit's answer. [outputs] */
export function passedOn(answer: number, { outputs, weights }: DenseLayer, unit: number): Float32Array {
  return Float32Array.from({ length: outputs }, (_, o) => answer * (weights[unit * outputs + o] ?? 0));
}

/** The units that push hardest, whichever way, hardest first; of equals, the earlier. */
export function hardest(pushes: ArrayLike<number>, count: number): number[] {
  return Array.from(pushes, (_, unit) => unit)
    .sort((a, b) => Math.abs(pushes[b] ?? 0) - Math.abs(pushes[a] ?? 0) || a - b)
    .slice(0, count);
}

/** One bar a value around a middle line, one wide, the longest one half of `height`: one path. */
export function barsAround(values: Float32Array, height: number): string {
  const top = Math.max(...values.map(Math.abs), 1e-9);
  return Array.from(values, (value, x) => {
    const bar = ((height / 2) * (value / top)).toFixed(2);
    return Number(bar) === 0 ? '' : `M${x} ${height / 2}v${-Number(bar)}h1v${bar}z`;
  }).join('');
}
