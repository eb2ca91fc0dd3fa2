/** Numbers do not part from their units at the end of a line. */
const SPACE = '\u00a0';

/** A probability for people, `97 %`: never 100 % for what is not certain, never 0 % for what is not impossible. */
export function formatProbability(probability: number): string {
  const percent = Math.round(probability * 100);
  if (percent === 100 && probability < 1) return `>99${SPACE}%`;
  if (percent === 0 && probability > 0) return `<1${SPACE}%`;
  return `${percent}${SPACE}%`;
}

/**
 * Milliseconds of one prediction, `0.5 ms` or `6 ms`: no more exactly than the clock knows, and in tenths at most.
 * @param clockStepMs what the clock ticks in; null for too coarse, of which nothing is told.
 */
export function formatLatency(latencyMs: number, clockStepMs: number | null = 0.1): string {
  if (clockStepMs === null) return '';
  const step = Math.max(0.1, clockStepMs);
  const told = (ms: number) => `${ms.toFixed(step < 0.5 ? 1 : 0)}${SPACE}ms`;
  return latencyMs < 0.99 * step ? `<${told(step)}` : told(latencyMs);
}

/** Bytes in decimal units, `240 kB` or `14.2 MB`. */
export function formatBytes(bytes: number): string {
  return bytes < 999_500 ? `${Math.round(bytes / 1000)}${SPACE}kB` : `${(bytes / 1e6).toFixed(1)}${SPACE}MB`;
}
