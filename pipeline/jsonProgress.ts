/** Progress for machines: one JSON object a line. pipeline/README.md lists the events. */
import type { Progress, StepState } from './progress.ts';

/** Least time between two lines of one fit or download. */
const EVERY_MS = 1000;

export type ProgressEvent =
  | { readonly event: 'log'; readonly text: string }
  | { readonly event: 'warning'; readonly text: string }
  | {
      readonly event: 'load';
      readonly class: string;
      readonly state: 'progress' | 'done';
      readonly bytes: number;
      readonly totalBytes: number;
    }
  | {
      readonly event: 'step';
      readonly experiment: string;
      readonly step: string;
      readonly state: StepState;
      readonly seconds?: number;
    }
  | { readonly event: 'fits'; readonly total: number }
  | {
      readonly event: 'fit';
      readonly name: string;
      readonly state: 'queued' | 'progress' | 'done' | 'skipped';
      readonly done?: number;
      readonly total?: number;
      readonly unit?: string;
      readonly seconds?: number;
    }
  | ({ readonly event: 'plan' } & Readonly<Record<string, unknown>>)
  | {
      readonly event: 'source';
      readonly kind: string;
      readonly description: string;
      /** Whether the official bucket was asked for and could not be reached. */
      readonly fellBack: boolean;
    }
  | { readonly event: 'shard'; readonly made: number; readonly left: number }
  | { readonly event: 'end'; readonly seconds: number; readonly done: number }
  | { readonly event: 'error'; readonly message: string; readonly exitCode: number };

/** Writes an event as a line. */
export const writeEvent = (out: { write(text: string): unknown }, event: ProgressEvent): void => {
  out.write(`${JSON.stringify(event)}\n`);
};

/** @param now milliseconds, of any origin. */
export function createJsonProgress(out: { write(text: string): unknown }, now: () => number): Progress {
  const starts = new Map<string, number>();
  const last = new Map<string, number>();
  const emit = (event: ProgressEvent) => writeEvent(out, event);
  /** Whether it is time for another line about something. */
  const isTime = (name: string) => {
    if (now() - (last.get(name) ?? Number.NEGATIVE_INFINITY) < EVERY_MS) return false;
    last.set(name, now());
    return true;
  };
  return {
    log: (text) => emit({ event: 'log', text }),
    warn: (text) => emit({ event: 'warning', text }),
    load({ className, bytes, totalBytes }) {
      const isDone = bytes >= totalBytes;
      if (isDone || isTime(`load ${className}`))
        emit({ event: 'load', class: className, state: isDone ? 'done' : 'progress', bytes, totalBytes });
    },
    step(experiment, step, state) {
      const key = `${experiment} ${step}`;
      if (state === 'started') starts.set(key, now());
      const start = starts.get(key);
      const seconds = state === 'done' && start !== undefined ? { seconds: (now() - start) / 1000 } : {};
      emit({ event: 'step', experiment, step, state, ...seconds });
    },
    fitsPlanned: (total) => emit({ event: 'fits', total }),
    fitQueued: (name) => emit({ event: 'fit', name, state: 'queued' }),
    fitAdvanced(name, progress) {
      if (isTime(`fit ${name}`)) emit({ event: 'fit', name, state: 'progress', ...progress });
    },
    fitDone: (name, seconds, cached) =>
      emit({ event: 'fit', name, state: cached ? 'skipped' : 'done', seconds }),
    clear() {},
    end() {},
  };
}
