import type { Point } from '../../../components/pad/clip.ts';
import { isCorner } from '../../../components/pad/path.ts';
import type { Stroke } from '../../../core/strokes.ts';

/** Straight pieces a curve: between two points of a hand's stroke more could not be told apart. */
const PIECES = 8;

/** The line that `strokePath` describes, as points so close that straight lines between them will do. In pad units. */
export function flattenStroke([xs, ys]: Stroke): Point[] {
  const at = (i: number): Point => ({ x: xs[i] as number, y: ys[i] as number });
  if (xs.length === 0) return [];
  const line = [at(0)];
  for (let i = 1; i < xs.length - 1; i++) {
    const [control, next] = [at(i), at(i + 1)];
    const to = { x: (control.x + next.x) / 2, y: (control.y + next.y) / 2 };
    if (isCorner(xs, ys, i)) line.push(control);
    else curve(line, control, to);
  }
  if (xs.length > 1) line.push(at(xs.length - 1));
  return line;
}

/** Goes on along the quadratic Bézier curve from where the line is. */
function curve(line: Point[], control: Point, to: Point): void {
  const from = line.at(-1) as Point;
  for (let piece = 1; piece <= PIECES; piece++) {
    const t = piece / PIECES;
    const [a, b, c] = [(1 - t) ** 2, 2 * t * (1 - t), t ** 2];
    line.push({ x: a * from.x + b * control.x + c * to.x, y: a * from.y + b * control.y + c * to.y });
  }
}
