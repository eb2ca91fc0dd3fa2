/** How far a load has come, for people: a line that renews itself on a terminal, one line a class elsewhere. */
import type { LoadProgress } from './source.ts';

/** What is needed of `process.stderr`. */
export interface ProgressStream {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  write(text: string): unknown;
}

/** Shortest time between two writings of a line, in milliseconds. */
const RENEW_MS = 100;
/** A rate over a shorter time is noise. */
const SETTLED_MS = 500;
/** Clears the rest of the line. */
const CLEAR = '\u001b[K';

/**
 * Makes an `onProgress` for `DrawingSource.load`; loads of several classes may follow each other.
 * @param now the time in milliseconds.
 */
export function progressLine(
  stream: ProgressStream,
  now: () => number = () => performance.now(),
): (progress: LoadProgress) => void {
  let start: { className: string; bytes: number; ms: number } | undefined;
  let writtenMs = Number.NEGATIVE_INFINITY;
  return (progress) => {
    const { className, bytes, totalBytes } = progress;
    const ms = now();
    // What was there before the load began says nothing about its rate.
    if (start?.className !== className) start = { className, bytes, ms };
    const elapsedMs = ms - start.ms;
    if (bytes >= totalBytes) {
      const line = `${className}: ${formatBytes(totalBytes)}${elapsedMs > 0 ? ` in ${formatSeconds(elapsedMs / 1000)}` : ''}`;
      stream.write(stream.isTTY ? `\r${line}${CLEAR}\n` : `${line}\n`);
      start = undefined;
      writtenMs = Number.NEGATIVE_INFINITY;
    } else if (stream.isTTY && ms - writtenMs >= RENEW_MS) {
      const line = describe(progress, bytes - start.bytes, elapsedMs);
      stream.write(`\r${line.slice(0, (stream.columns ?? 80) - 1)}${CLEAR}`);
      writtenMs = ms;
    }
  };
}

/** e.g. "cat: 3.1 of 11.8 MB (26 %), 1.2 MB/s, 8 s left" */
function describe({ className, bytes, totalBytes }: LoadProgress, gained: number, elapsedMs: number): string {
  const share = `${className}: ${formatBytes(bytes)} of ${formatBytes(totalBytes)} (${Math.floor((100 * bytes) / totalBytes)} %)`;
  if (elapsedMs < SETTLED_MS || gained <= 0) return share;
  const perSecond = gained / (elapsedMs / 1000);
  return `${share}, ${formatBytes(perSecond)}/s, ${formatSeconds((totalBytes - bytes) / perSecond)} left`;
}

/** Bytes in decimal units, e.g. "11.8 MB". */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  return `${(bytes / 1000 ** power).toFixed(power === 0 ? 0 : 1)} ${units[power]}`;
}

/** A time in words that suit its length: "0.4 s", "12 s", "3 min 20 s". */
export function formatSeconds(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
