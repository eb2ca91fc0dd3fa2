/** What a person sees while the pipeline works: a live line on a terminal, one line a finished step elsewhere. */

import type { FitProgress } from '../src/learning/classifier.ts';
import type { LoadProgress } from './dataset/source.ts';

export interface Progress {
  log(line: string): void;
  /** Something that is probably wrong, and that the author should look at; the run goes on. */
  warn(text: string): void;
  load(progress: LoadProgress): void;
  /** A step of an experiment other than a fit begins or ends; text output says so where no other line does. */
  step(experiment: string, step: string, state: StepState): void;
  /** How many fits the experiment asks for in all, told before the first; those that follow a search are foreseen. */
  fitsPlanned(total: number): void;
  /** A fit was put into the queue. */
  fitQueued(name: string): void;
  fitAdvanced(name: string, progress: FitProgress): void;
  fitDone(name: string, seconds: number, cached: boolean): void;
  /** Clears the live line. */
  clear(): void;
  /** Clears the live line and says how many fits came from the cache. */
  end(): void;
}

export type StepState = 'started' | 'done' | 'skipped';

const REFRESH_MS = 100;
const size = (bytes: number) =>
  bytes < 1e5 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;

export function duration(seconds: number): string {
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  const minutes = Math.round(seconds / 60);
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** @param now milliseconds, of any origin. */
export function createProgress(
  out: { write(text: string): unknown; isTTY?: boolean; columns?: number },
  now: () => number,
): Progress {
  const live = out.isTTY === true;
  const started = now();
  let planned = 0;
  let queued = 0;
  let finished = 0;
  let cachedFits = 0;
  let lastDraw = Number.NEGATIVE_INFINITY;
  let load: { className: string; sinceMs: number; sinceBytes: number } | undefined;
  const running = new Map<string, FitProgress>();
  const stepStarts = new Map<string, number>();

  const total = () => Math.max(planned, queued); // a search may ask for more than was foreseen
  const clear = () => {
    if (live) out.write('\r\x1b[2K');
  };
  const draw = (text: string, force = false) => {
    if (!live || (!force && now() - lastDraw < REFRESH_MS)) return;
    lastDraw = now();
    out.write(`\r\x1b[2K${text.slice(0, (out.columns ?? 80) - 1)}`);
  };
  const print = (line: string) => {
    clear();
    out.write(`${line}\n`);
  };
  const drawFits = () => {
    const elapsed = (now() - started) / 1000;
    const fits = [...running].map(([name, p]) => `${name}: ${p.done}/${p.total} ${p.unit}`).join(' | ');
    draw(`fits ${finished}/${total()}, ${duration(elapsed)} | ${fits}`);
  };

  return {
    log: print,
    warn: (text) => print(`warning: ${text}`),
    step(experiment, step, state) {
      const key = `${experiment} ${step}`;
      if (state === 'started') {
        stepStarts.set(key, now());
        draw(`${experiment}: ${step}`, true);
      } else if (step === 'evaluate and export')
        print(`${experiment}: ${step}, ${duration((now() - (stepStarts.get(key) ?? now())) / 1000)}`);
    },
    load({ className, bytes, totalBytes }) {
      if (load?.className !== className) load = { className, sinceMs: now(), sinceBytes: bytes };
      const seconds = (now() - load.sinceMs) / 1000;
      const rate = seconds > 0.2 ? (bytes - load.sinceBytes) / seconds : 0; // what a resumed load had already does not count
      const left = rate > 0 ? `, ${size(rate)}/s, ${duration((totalBytes - bytes) / rate)} left` : '';
      const share = totalBytes > 0 ? Math.floor((20 * bytes) / totalBytes) : 20;
      const bar = '#'.repeat(share).padEnd(20, '.');
      draw(`${className} [${bar}] ${size(bytes)} of ${size(totalBytes)}${left}`, bytes >= totalBytes);
      if (bytes >= totalBytes) {
        load = undefined;
        print(`${className}: ${size(totalBytes)} of drawings`);
      }
    },
    fitsPlanned(total) {
      planned = total;
    },
    fitQueued() {
      queued += 1;
    },
    fitAdvanced(name, progress) {
      running.set(name, progress);
      drawFits();
    },
    fitDone(name, seconds, cached) {
      running.delete(name);
      finished += 1;
      if (cached) cachedFits += 1;
      else if (live) drawFits();
      else print(`fit ${finished} of ${total()}: ${name}, ${duration(seconds)}`);
    },
    clear,
    end() {
      clear();
      if (cachedFits > 0) print(`${cachedFits} of ${finished} fits were taken from the cache`);
      planned = queued = finished = cachedFits = 0; // the next experiment counts its own
    },
  };
}
