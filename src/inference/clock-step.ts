/** Ticks that are looked at. */
const TICKS = 3;
/** Then the clock is too coarse to be waited for: these take about ten milliseconds. */
const MOST_READINGS = 200_000;

/**
 * What a clock ticks in, in its own unit: browsers give tenths of a millisecond, whole ones, or a hundred, against those who
 * would spy on other pages by the time that things take. Null when it did not tick while it was looked at.
 */
export function clockStep(now: () => number): number | null {
  let least = Infinity;
  let before = now();
  for (let ticks = 0, readings = 0; ticks < TICKS && readings < MOST_READINGS; readings++) {
    const next = now();
    if (next <= before) continue;
    least = Math.min(least, next - before);
    before = next;
    ticks += 1;
  }
  return least === Infinity ? null : least;
}

let ofPage: number | null | undefined;

/** In milliseconds, what the clock of this page ticks in, and so that of its workers; null for too coarse. Measured once. */
export function pageClockStep(): number | null {
  if (ofPage === undefined) ofPage = clockStep(() => performance.now());
  return ofPage;
}
