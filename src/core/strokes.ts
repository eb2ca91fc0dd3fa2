/**
 * Strokes, and their way from raw pointer input to the simplified form of Quick, Draw!
 *
 * A stroke is a pair `[xs, ys]` of equally long columns, y growing downwards: what stands in the dataset's
 * `.ndjson` files (further columns, such as times, are let be), and what a pointer handler builds with two pushes.
 * A drawing is a list of strokes in the order of drawing.
 */
export type Stroke = readonly [x: ArrayLike<number>, y: ArrayLike<number>, ...more: ArrayLike<number>[]];

/** A stroke that is being drawn: push to both columns. */
export type MutableStroke = [x: number[], y: number[]];

/** The side of the box that simplified drawings fill: coordinates run from 0 to 255. */
const SIMPLIFIED_MAX = 255;
/** Distance between resampled points, in units of the simplified form. */
const SPACING = 1;
/** Largest distance that simplification moves a line, in units of the simplified form. */
const EPSILON = 2;

/**
 * Checks that every stroke has as many x as y and only finite numbers; strokes may be empty.
 * @throws RangeError that names the stroke and the point.
 */
export function assertStrokes(strokes: readonly Stroke[]): void {
  for (let s = 0; s < strokes.length; s++) {
    const [x, y] = strokes[s] as Stroke;
    if (x.length !== y.length)
      throw new RangeError(
        `stroke ${s} has ${x.length} x but ${y.length} y: expected as many of one as of the other`,
      );
    for (let i = 0; i < x.length; i++)
      if (!Number.isFinite(x[i]) || !Number.isFinite(y[i]))
        throw new RangeError(`point ${i} of stroke ${s} is (${x[i]}, ${y[i]}): expected finite numbers`);
  }
}

/**
 * Moves a drawing to the origin and scales both axes alike, so that its longer side is 255.
 * Empty strokes are dropped; a drawing without extent becomes points at (0, 0).
 * @param strokes in any unit.
 * @throws RangeError for columns of different lengths or numbers that are not finite.
 */
export function normalize(strokes: readonly Stroke[]): MutableStroke[] {
  assertStrokes(strokes);
  let minX = Infinity;
  let minY = Infinity;
  let maxX = -Infinity;
  let maxY = -Infinity;
  for (const [x, y] of strokes)
    for (let i = 0; i < x.length; i++) {
      minX = Math.min(minX, x[i] as number);
      maxX = Math.max(maxX, x[i] as number);
      minY = Math.min(minY, y[i] as number);
      maxY = Math.max(maxY, y[i] as number);
    }
  const side = Math.max(maxX - minX, maxY - minY);
  const scale = side > 0 ? SIMPLIFIED_MAX / side : 0;
  return strokes
    .filter(([x]) => x.length > 0)
    .map(([x, y]) => [
      Array.from(x, (value) => (value - minX) * scale),
      Array.from(y, (value) => (value - minY) * scale),
    ]);
}

/**
 * Walks along a stroke and sets a point at its start, at every `spacing` of its length, and at its end.
 * Corners between two such points are cut. The result has at least two points: a dot is one point twice.
 * @param spacing in the units of the stroke, above 0.
 */
export function resample([x, y]: Stroke, spacing = SPACING): MutableStroke {
  const last = x.length - 1;
  if (last < 0) return [[], []];
  const outX = [x[0] as number];
  const outY = [y[0] as number];
  let untilNext = spacing; // length to walk to the next point
  for (let i = 1; i <= last; i++) {
    const fromX = x[i - 1] as number;
    const fromY = y[i - 1] as number;
    const dx = (x[i] as number) - fromX;
    const dy = (y[i] as number) - fromY;
    const length = Math.sqrt(dx * dx + dy * dy);
    let walked = untilNext;
    for (; walked <= length; walked += spacing) {
      outX.push(fromX + (dx * walked) / length);
      outY.push(fromY + (dy * walked) / length);
    }
    untilNext = walked - length;
  }
  const endX = x[last] as number;
  const endY = y[last] as number;
  if (outX.length < 2 || outX.at(-1) !== endX || outY.at(-1) !== endY) {
    outX.push(endX);
    outY.push(endY);
  }
  return [outX, outY];
}

/**
 * Drops the points that a polyline can do without (Ramer 1972; Douglas and Peucker 1973): every dropped point lies
 * within `epsilon` of the endless line through the chord that replaces it (of its ends, where they meet). The dataset's
 * files fit this better than the distance from the chord itself, which would keep the tip of every overshoot.
 * Both ends stay. Iterative, so that long strokes need no deep stack.
 * @param epsilon in the units of the stroke.
 */
export function simplify([x, y]: Stroke, epsilon = EPSILON): MutableStroke {
  const count = x.length;
  if (count === 0) return [[], []];
  const keep = new Uint8Array(count);
  keep[0] = 1;
  keep[count - 1] = 1;
  const pending = [0, count - 1]; // pairs (first, last) of chords to look at
  while (pending.length > 0) {
    const last = pending.pop() as number;
    const first = pending.pop() as number;
    const x0 = x[first] as number;
    const y0 = y[first] as number;
    const dx = (x[last] as number) - x0;
    const dy = (y[last] as number) - y0;
    const length2 = dx * dx + dy * dy;
    let farthest = first;
    let distance2 = 0;
    for (let i = first + 1; i < last; i++) {
      const px = (x[i] as number) - x0;
      const py = (y[i] as number) - y0;
      const cross = px * dy - py * dx;
      const d2 = length2 > 0 ? (cross * cross) / length2 : px * px + py * py;
      if (d2 > distance2) {
        distance2 = d2;
        farthest = i;
      }
    }
    if (distance2 > epsilon * epsilon) {
      keep[farthest] = 1;
      pending.push(first, farthest, farthest, last);
    }
  }
  const outX: number[] = [];
  const outY: number[] = [];
  for (let i = 0; i < count; i++)
    if (keep[i]) {
      outX.push(x[i] as number);
      outY.push(y[i] as number);
    }
  return [outX, outY];
}

/**
 * Turns raw input into the form of the dataset's simplified files, by the recipe of its README
 * (https://github.com/googlecreativelab/quickdraw-dataset#simplified-drawing-files-ndjson): normalised to 0..255,
 * resampled at 1, simplified with epsilon 2, rounded. Simplifying what is already simple changes next to nothing.
 * @param strokes in any unit; empty ones are dropped. No strokes give no strokes.
 * @returns whole numbers 0..255, at least two points a stroke.
 * @throws RangeError for columns of different lengths or numbers that are not finite.
 */
export function simplifyDrawing(strokes: readonly Stroke[]): MutableStroke[] {
  return normalize(strokes).map((stroke) => {
    const [x, y] = simplify(resample(stroke));
    return [x.map(Math.round), y.map(Math.round)];
  });
}
