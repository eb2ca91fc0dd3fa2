/** The rows of a confusion matrix as shares that add up. */

/**
 * A row of counts as percentages with one decimal that sum to 100 exactly: each is rounded down to a tenth, and the
 * tenths that are then missing go to the greatest remainders (Hamilton's method), so none is off by a tenth or more.
 * @returns zeros for a row without drawings
 */
export function rowPercentages(counts: readonly number[]): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return counts.map(() => 0);
  const exact = counts.map((count) => (count * 1000) / total);
  const tenths = exact.map(Math.floor);
  const missing = 1000 - tenths.reduce((sum, value) => sum + value, 0);
  const byRemainder = exact
    .map((value, i) => ({ i, remainder: value - Math.floor(value) }))
    .sort((a, b) => b.remainder - a.remainder || a.i - b.i);
  for (const { i } of byRemainder.slice(0, missing)) tenths[i] = (tenths[i] as number) + 1;
  return tenths.map((value) => value / 10);
}

/** The cells off the diagonal by falling count, as places in the matrix; empty ones left out. */
export function confusedPairs(
  counts: readonly (readonly number[])[],
): { truth: number; called: number; count: number }[] {
  return counts
    .flatMap((row, truth) => row.map((count, called) => ({ truth, called, count })))
    .filter(({ truth, called, count }) => truth !== called && count > 0)
    .sort((a, b) => b.count - a.count || a.truth - b.truth || a.called - b.called);
}

/**
 * Where a key leads from a cell of a matrix of `k` classes, as in a grid: arrows to the next, Home and End along the row, with
 * Control to the first cell and the last; undefined for any other key.
 */
export function neighbourCell(
  { key, ctrlKey = false }: { readonly key: string; readonly ctrlKey?: boolean },
  cell: { truth: number; called: number },
  k: number,
): { truth: number; called: number } | undefined {
  const clamp = (place: number) => Math.min(k - 1, Math.max(0, place));
  const { truth, called } = cell;
  switch (key) {
    case 'ArrowLeft':
      return { truth, called: clamp(called - 1) };
    case 'ArrowRight':
      return { truth, called: clamp(called + 1) };
    case 'ArrowUp':
      return { truth: clamp(truth - 1), called };
    case 'ArrowDown':
      return { truth: clamp(truth + 1), called };
    case 'Home':
      return { truth: ctrlKey ? 0 : truth, called: 0 };
    case 'End':
      return { truth: ctrlKey ? k - 1 : truth, called: k - 1 };
    default:
      return undefined;
  }
}
