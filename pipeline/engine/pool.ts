/**
 * Runs independent fits on several threads, and has those that are idle help with the fits that go on. The outcome of a
 * job does not depend on their number.
 */
import { Worker } from 'node:worker_threads';
import type { FitProgress } from '../../src/learning/classifier.ts';
import { bestKernelSet, type KernelSet } from '../../src/learning/kernels/kernelSet.ts';
import { COMPILE_CACHE } from './compileCache.ts';
import type { DrawingStore, FitJob, FitOutcome } from './job.ts';
import { createOpenShares } from './openShares.ts';
import type { CheckpointPlace, FromThread, ToThread, WorkerSetting } from './threadMessages.ts';

interface Waiting {
  readonly job: FitJob;
  readonly checkpoint: CheckpointPlace | undefined;
  readonly onProgress: (progress: FitProgress) => void;
  readonly resolve: (outcome: FitOutcome) => void;
  readonly reject: (error: unknown) => void;
}

export interface Pool {
  /** Rejects with the error of the fit, or one that says that its thread has ended. */
  run(
    job: FitJob,
    onProgress?: (progress: FitProgress) => void,
    checkpoint?: CheckpointPlace,
  ): Promise<FitOutcome>;
  /** Ends the threads. What was running or waiting never settles; nothing more can be run. */
  close(): Promise<void>;
}

const WORKER = new URL('./worker.ts', import.meta.url);

/**
 * @param threads at least 1; each is started when there is work for it, and one before, since most fits have work for it.
 * @param kernels what the networks compute with
 * @param file what a thread runs; tests have threads that fail
 */
export function openPool(
  store: DrawingStore,
  threads: number,
  kernels: KernelSet = bestKernelSet(),
  file: URL = WORKER,
): Pool {
  const queue: Waiting[] = [];
  const idle: Worker[] = [];
  /** Each with what tells it that it is wanted, for when it helps. */
  const all = new Map<Worker, WorkerSetting['wanted']>();
  const busy = new Map<Worker, Waiting>();
  const shares = createOpenShares();
  let closed = false;
  /** Whether a thread has ended by itself: then none is started before there is work for it. */
  let hasLost = false;

  const start = (): Worker => {
    const wanted = new Int32Array(new SharedArrayBuffer(4));
    const worker = new Worker(file, {
      workerData: { store, kernels, others: threads - 1, wanted } satisfies WorkerSetting,
      // A thread does not inherit the cache of its process.
      env: { NODE_COMPILE_CACHE: COMPILE_CACHE, ...process.env },
    });
    all.set(worker, wanted);
    worker.on('message', (message: FromThread) => {
      const waiting = busy.get(worker);
      if ('progress' in message) waiting?.onProgress(message.progress);
      else if ('offer' in message) shares.open(worker, message.offer);
      else if ('end' in message) shares.end(worker, message.end);
      else {
        if ('free' in message) shares.leave(worker, Atomics.exchange(wanted, 0, 0) === 1);
        else {
          busy.delete(worker);
          shares.settle(worker);
          if ('outcome' in message) waiting?.resolve(message.outcome);
          else waiting?.reject(message.error);
        }
        idle.push(worker);
      }
      dispatch();
    });
    const lose = (error: unknown) => {
      hasLost = true;
      all.delete(worker);
      if (idle.includes(worker)) idle.splice(idle.indexOf(worker), 1);
      const waiting = busy.get(worker);
      busy.delete(worker);
      shares.lose(worker, error);
      waiting?.reject(error);
      dispatch();
    };
    worker.on('error', lose);
    worker.on('exit', (code) => {
      if (!closed && all.has(worker)) lose(new Error(`a training thread ended with exit code ${code}`));
    });
    return worker;
  };

  /** A thread with nothing to do, if there can be one. */
  const take = () => idle.pop() ?? (all.size < threads ? start() : undefined);

  const dispatch = () => {
    if (closed) return;
    while (queue.length > 0) {
      const worker = take();
      if (worker === undefined) {
        // Those who help are called off, as many as there are jobs; whoever is free first takes the first job.
        for (const helper of shares.helpers().slice(0, queue.length))
          Atomics.store(all.get(helper) as WorkerSetting['wanted'], 0, 1);
        return;
      }
      const waiting = queue.shift() as Waiting;
      busy.set(worker, waiting);
      const { job, checkpoint } = waiting;
      worker.postMessage({ job, checkpoint } satisfies ToThread);
    }
    while (shares.hasWork()) {
      const worker = take();
      if (worker === undefined) return;
      shares.join(worker);
    }
    if (busy.size > 0 && idle.length === 0 && all.size < threads && !hasLost) idle.push(start());
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
      await Promise.all([...all.keys()].map((worker) => worker.terminate()));
    },
  };
}
