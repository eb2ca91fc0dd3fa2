/** Runs independent fits on several threads. The outcome of a job does not depend on their number. */
import { Worker } from 'node:worker_threads';
import type { ResolvedBackend } from '../../src/learning/backendName.ts';
import type { FitProgress } from '../../src/learning/classifier.ts';
import type { DrawingStore, FitJob, FitOutcome } from './job.ts';

type Message =
  | { readonly progress: FitProgress }
  | { readonly outcome: FitOutcome }
  | { readonly error: unknown };

/** Where a fit's checkpoint is kept, in a folder that exists. */
export interface CheckpointPlace {
  readonly file: string;
  readonly everySeconds: number;
}

/** What a thread is told to do. */
export interface Assignment {
  readonly job: FitJob;
  readonly checkpoint?: CheckpointPlace | undefined;
}

interface Waiting extends Assignment {
  readonly onProgress: (progress: FitProgress) => void;
  readonly resolve: (outcome: FitOutcome) => void;
  readonly reject: (error: unknown) => void;
}

export interface Pool {
  run(
    job: FitJob,
    onProgress?: (progress: FitProgress) => void,
    checkpoint?: CheckpointPlace,
  ): Promise<FitOutcome>;
  /** Ends the threads. What was running or waiting never settles; nothing more can be run. */
  close(): Promise<void>;
}

/** What a thread is given when it starts. */
export interface WorkerSetting {
  readonly store: DrawingStore;
  readonly backend: ResolvedBackend;
}

/**
 * @param threads at least 1; each is started when there is work for it.
 * @param backend what the networks compute on
 */
export function openPool(store: DrawingStore, threads: number, backend: ResolvedBackend = 'wasm'): Pool {
  const queue: Waiting[] = [];
  const idle: Worker[] = [];
  const all = new Set<Worker>();
  const busy = new Map<Worker, Waiting>();
  let closed = false;

  const start = (): Worker => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: { store, backend } satisfies WorkerSetting,
    });
    all.add(worker);
    worker.on('message', (message: Message) => {
      const waiting = busy.get(worker);
      if (waiting === undefined) return;
      if ('progress' in message) {
        waiting.onProgress(message.progress);
        return;
      }
      busy.delete(worker);
      idle.push(worker);
      if ('outcome' in message) waiting.resolve(message.outcome);
      else waiting.reject(message.error);
      dispatch();
    });
    const lose = (error: unknown) => {
      all.delete(worker);
      const waiting = busy.get(worker);
      busy.delete(worker);
      waiting?.reject(error);
      dispatch();
    };
    worker.on('error', lose);
    worker.on('exit', (code) => {
      if (!closed && all.has(worker)) lose(new Error(`a training thread ended with exit code ${code}`));
    });
    return worker;
  };

  const dispatch = () => {
    while (!closed && queue.length > 0 && (idle.length > 0 || all.size < threads)) {
      const worker = idle.pop() ?? start();
      const waiting = queue.shift() as Waiting;
      busy.set(worker, waiting);
      const { job, checkpoint } = waiting;
      worker.postMessage({ job, checkpoint } satisfies Assignment);
    }
  };

  return {
    run: (job, onProgress = () => {}, checkpoint?: CheckpointPlace) =>
      new Promise((resolve, reject) => {
        if (closed) {
          reject(new Error(`the pool is closed: "${job.name}" cannot be run`));
          return;
        }
        queue.push({ job, checkpoint, onProgress, resolve, reject });
        dispatch();
      }),
    async close() {
      closed = true;
      await Promise.all([...all].map((worker) => worker.terminate()));
    },
  };
}
