/** A forest's importances as a map: which squares make up half of it, how they compare with an even share. */

export interface ImportanceMap {
  readonly side: number;
  /** Multiples of an even share, 1 / (side * side), to a hundredth. [side * side] */
  readonly multiples: readonly number[];
  readonly greatest: number;
  /** The fewest squares that together have at least half of the importance. */
  readonly half: readonly number[];
  /** Squares that no tree asks about. */
  readonly unused: number;
}

/**
 * @param importances mean decrease in impurity by pixel, row by row, summing to 1. [side * side]
 * @throws RangeError when they make no square, or are all zero
 */
export function importanceMap(importances: readonly number[]): ImportanceMap {
  const side = Math.sqrt(importances.length);
  const total = importances.reduce((sum, value) => sum + value, 0);
  if (!Number.isInteger(side) || !(total > 0))
    throw new RangeError(
      `importances: expected a square of values with a positive sum, got ${importances.length} values with sum ${total}`,
    );
  const order = importances.map((_, i) => i).sort((a, b) => (importances[b] ?? 0) - (importances[a] ?? 0));
  const half: number[] = [];
  let reached = 0;
  for (const pixel of order) {
    if (reached >= total / 2) break;
    reached += importances[pixel] ?? 0;
    half.push(pixel);
  }
  const multiples = importances.map((value) => Math.round((value / total) * importances.length * 100) / 100);
  return {
    side,
    multiples,
    greatest: Math.max(...multiples),
    half,
    unused: importances.filter((value) => value === 0).length,
  };
}

/** The border between the squares of `inside` and all others, as an SVG path in units of squares. */
export function borderPath(inside: readonly number[], side: number): string {
  const members = new Set(inside);
  const has = (x: number, y: number) => x >= 0 && x < side && y >= 0 && y < side && members.has(y * side + x);
  return inside
    .flatMap((pixel) => {
      const [x, y] = [pixel % side, Math.floor(pixel / side)];
      return [
        has(x, y - 1) ? '' : `M${x} ${y}h1`,
        has(x, y + 1) ? '' : `M${x} ${y + 1}h1`,
        has(x - 1, y) ? '' : `M${x} ${y}v1`,
        has(x + 1, y) ? '' : `M${x + 1} ${y}v1`,
      ];
    })
    .join('');
}
