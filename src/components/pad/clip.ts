export interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * The part of the segment from `a` to `b` that lies in the square from 0 to `side`, or null when none does
 * (Liang and Barsky 1984). Ends inside come back unchanged.
 */
export function clipSegment(a: Point, b: Point, side: number): readonly [Point, Point] | null {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  let enter = 0;
  let leave = 1;
  // Each border as (speed towards it, distance to it).
  for (const [speed, distance] of [
    [-dx, a.x],
    [dx, side - a.x],
    [-dy, a.y],
    [dy, side - a.y],
  ] as const) {
    if (speed === 0) {
      if (distance < 0) return null;
    } else if (speed < 0) enter = Math.max(enter, distance / speed);
    else leave = Math.min(leave, distance / speed);
  }
  if (enter > leave) return null;
  const at = (t: number): Point => ({ x: a.x + t * dx, y: a.y + t * dy });
  return [enter === 0 ? a : at(enter), leave === 1 ? b : at(leave)];
}
