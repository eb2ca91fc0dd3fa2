export interface PlainNeighbour {
  /** Into the drawings that were searched. */
  readonly index: number;
  /** Euclidean, over ink 0..1. */
  readonly distance: number;
}

/** The `k` drawings nearest to `ink` by Euclidean distance over the pixels, nearest first; of equals, the earlier. */
export function plainNeighbours(
  ink: ArrayLike<number>,
  drawings: readonly ArrayLike<number>[],
  k: number,
): PlainNeighbour[] {
  return drawings
    .map((drawing, index) => {
      let squares = 0;
      for (let i = 0; i < ink.length; i++) squares += ((ink[i] ?? 0) - (drawing[i] ?? 0)) ** 2;
      return { index, distance: Math.sqrt(squares) };
    })
    .sort((a, b) => a.distance - b.distance || a.index - b.index)
    .slice(0, k);
}
