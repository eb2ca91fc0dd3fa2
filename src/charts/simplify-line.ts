/**
 * A polyline with fewer corners: Douglas and Peucker (1973), by vertical distance, so that a function of x stays one.
 * @param points by rising x, ends are kept
 * @param tolerance greatest vertical distance of a dropped point from the line that is left
 */
export function simplifyLine(
  points: readonly (readonly [number, number])[],
  tolerance: number,
): (readonly [number, number])[] {
  if (points.length < 3) return [...points];
  const kept = new Set([0, points.length - 1]);
  const open: [number, number][] = [[0, points.length - 1]];
  for (let span = open.pop(); span; span = open.pop()) {
    const [from, to] = span;
    const [x0, y0] = points[from] as readonly [number, number];
    const [x1, y1] = points[to] as readonly [number, number];
    let furthest = -1;
    let most = tolerance;
    for (let i = from + 1; i < to; i++) {
      const [x, y] = points[i] as readonly [number, number];
      // Of a step straight up, the horizontal distance is what can be seen.
      const off = x1 > x0 ? Math.abs(y - (y0 + ((y1 - y0) * (x - x0)) / (x1 - x0))) : Math.abs(x - x0);
      if (off > most) {
        most = off;
        furthest = i;
      }
    }
    if (furthest < 0) continue;
    kept.add(furthest);
    open.push([from, furthest], [furthest, to]);
  }
  return points.filter((_, i) => kept.has(i));
}
