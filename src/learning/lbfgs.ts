/** Steps whose curvature is remembered, as in SciPy. */
const MEMORY = 10;

/** Writes the gradient at `x` into its second argument and returns the value. */
export type Objective = (x: Float64Array, gradient: Float64Array) => number;

const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);

const plus = (a: Float64Array, step: number, b: Float64Array) => a.map((value, i) => value + step * b[i]!);

/**
 * Minimises a smooth convex function with L-BFGS (Liu and Nocedal, 1989; Nocedal and Wright, Numerical
 * Optimization, algorithms 7.4 and 7.5), with a line search by bisection for the weak Wolfe conditions.
 * @returns the point where no entry of the gradient exceeds `tolerance`, or the one reached after `maxIterations`
 * or when rounding allows no more progress.
 */
export function lbfgs(
  objective: Objective,
  start: Float64Array,
  { maxIterations, tolerance }: { readonly maxIterations: number; readonly tolerance: number },
): Float64Array {
  let x = start;
  let gradient = new Float64Array(x.length);
  let value = objective(x, gradient);
  const past: { s: Float64Array; y: Float64Array; sy: number }[] = [];
  for (let iteration = 0; iteration < maxIterations; iteration++) {
    if (gradient.every((entry) => Math.abs(entry) <= tolerance)) break;
    const direction = descent(gradient, past);
    const first = past.length > 0 ? 1 : 1 / Math.sqrt(dot(gradient, gradient));
    const next = search(objective, { x, value, gradient }, direction, first);
    if (!next) break;
    const s = plus(next.x, -1, x);
    const y = plus(next.gradient, -1, gradient);
    const sy = dot(s, y);
    if (sy > 0) past.push({ s, y, sy });
    if (past.length > MEMORY) past.shift();
    ({ x, value, gradient } = next);
  }
  return x;
}

/** The two-loop recursion: minus the approximate inverse Hessian times the gradient. */
function descent(gradient: Float64Array, past: readonly { s: Float64Array; y: Float64Array; sy: number }[]) {
  let q = gradient.map((entry) => -entry);
  const alphas: number[] = [];
  for (const { s, y, sy } of [...past].reverse()) {
    const alpha = dot(s, q) / sy;
    alphas.push(alpha);
    q = plus(q, -alpha, y);
  }
  const last = past.at(-1);
  if (last) {
    const scale = last.sy / dot(last.y, last.y);
    q = q.map((entry) => entry * scale);
  }
  for (const { s, y, sy } of past) q = plus(q, alphas.pop()! - dot(y, q) / sy, s);
  return q;
}

interface Point {
  readonly x: Float64Array;
  readonly value: number;
  readonly gradient: Float64Array<ArrayBuffer>;
}

/** A point along the direction that lowers the value enough and flattens the slope, or undefined if there is none. */
function search(
  objective: Objective,
  from: Point,
  direction: Float64Array,
  first: number,
): Point | undefined {
  const slope = dot(from.gradient, direction);
  let low = 0;
  let high = Number.POSITIVE_INFINITY;
  let step = first;
  for (let tries = 0; tries < 60; tries++) {
    const x = plus(from.x, step, direction);
    const gradient = new Float64Array(x.length);
    const value = objective(x, gradient);
    if (!(value <= from.value + 1e-4 * step * slope)) high = step;
    else if (dot(gradient, direction) < 0.9 * slope) low = step;
    else return { x, value, gradient };
    step = high < Number.POSITIVE_INFINITY ? (low + high) / 2 : 2 * low;
  }
  return undefined;
}
