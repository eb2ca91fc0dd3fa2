/** Numbers do not part from their units at the end of a line. */
const SPACE = '\u00a0';

/** A probability for people, `97 %`: never 100 % for what is not certain, never 0 % for what is not impossible. */
export function formatProbability(probability: number): string {
  const percent = Math.round(probability * 100);
  if (percent === 100 && probability < 1) return `>99${SPACE}%`;
  if (percent === 0 && probability > 0) return `<1${SPACE}%`;
  return `${percent}${SPACE}%`;
}

/** Milliseconds of one prediction, `0.5 ms`: browsers' clocks tick in tenths or coarser. */
export function formatLatency(latencyMs: number): string {
  return latencyMs < 0.1 ? `<0.1${SPACE}ms` : `${latencyMs.toFixed(1)}${SPACE}ms`;
}

/** Bytes in decimal units, `240 kB` or `14.2 MB`. */
export function formatBytes(bytes: number): string {
  return bytes < 999_500 ? `${Math.round(bytes / 1000)}${SPACE}kB` : `${(bytes / 1e6).toFixed(1)}${SPACE}MB`;
}
