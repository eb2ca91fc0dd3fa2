/** Where in a square picture something is, in words: its nine areas, three rows of three. */

const ROWS = ['upper', '', 'lower'];
const COLUMNS = ['left', 'middle', 'right'];
/** Row by row: "upper left", ..., "middle", ..., "lower right". */
const AREA_NAMES: readonly string[] = ROWS.flatMap((row) =>
  COLUMNS.map((column) => (row === '' && column === 'middle' ? 'middle' : `${row} ${column}`.trim())),
);

export interface AreaShare {
  readonly name: string;
  /** Of all that the picture holds, in [0, 1]. */
  readonly share: number;
}

/**
 * @param values what counts, at least 0. [side * side]
 * @returns the nine areas with their shares, the greatest first; no area where all is 0
 */
export function areaShares(values: ArrayLike<number>, side: number): AreaShare[] {
  const sums = AREA_NAMES.map(() => 0);
  for (let i = 0; i < values.length; i++) {
    const row = Math.floor(((Math.floor(i / side) + 0.5) * 3) / side);
    const column = Math.floor((((i % side) + 0.5) * 3) / side);
    const area = 3 * row + column;
    sums[area] = (sums[area] ?? 0) + (values[i] ?? 0);
  }
  const total = sums.reduce((a, b) => a + b, 0);
  if (!(total > 0)) return [];
  return AREA_NAMES.map((name, i) => ({ name, share: (sums[i] ?? 0) / total })).sort(
    (a, b) => b.share - a.share,
  );
}

/** "middle 31 %, left 14 %, lower middle 12 %": the areas that hold most, as many as asked for. */
export function areasInPercent(shares: readonly AreaShare[], count = shares.length): string {
  return shares
    .slice(0, count)
    .map(({ name, share }) => `${name} ${Math.round(share * 100)}\u202f%`)
    .join(', ');
}

/** "the upper right and the lower middle": the one or two areas that stand out, or "nowhere". */
export function standingOut(shares: readonly AreaShare[]): string {
  const [first, second] = shares;
  if (!first || !second) return 'nowhere';
  return second.share > 0.7 * first.share ? `the ${first.name} and the ${second.name}` : `the ${first.name}`;
}
