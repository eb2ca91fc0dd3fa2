/** Runs jobs on threads, or takes their outcomes from the cache, and tells a person about it. */
import { join } from 'node:path';
import { setImmediate as eventLoopTurn } from 'node:timers/promises';
import type { KernelSet } from '../../src/learning/kernels/kernelSet.ts';
import { makeFolder } from '../dataset/makeFolder.ts';
import type { Progress } from '../progress.ts';
import { openCache } from './cache.ts';
import { removeCheckpoint } from './checkpoint.ts';
import { openClaims } from './claims.ts';
import { codeVersions } from './codeVersions.ts';
import type { RunJob } from './folds.ts';
import { type DrawingStore, type FitJob, type FitOutcome, jobKey } from './job.ts';
import { openPool } from './pool.ts';
import { isOfShard, type Shard } from './shard.ts';

export interface Fitter {
  readonly run: RunJob;
  /** Seconds of fitting and predicting behind all outcomes so far, those from the cache included. */
  computeSeconds(): number;
  /** Resolves when no fit is running and no new one is asked for; rejects with the error of a fit that failed. */
  idle(): Promise<void>;
  /** How many fits were made, and how many were left to other shards. */
  counts(): { readonly made: number; readonly left: number };
  close(): Promise<void>;
}

export interface FitterOptions {
  /** Its `fits` hold outcomes, its `checkpoints` how far unfinished fits have come. */
  readonly cacheDir: string;
  /** Between two checkpoints of a fit. */
  readonly checkpointSeconds: number;
  readonly threads: number;
  /** What the networks compute with. */
  readonly kernels: KernelSet;
  /** Makes the fits of one shard; the outcomes of others that are not in the cache never come. */
  readonly shard?: Shard | undefined;
  readonly progress: Pick<Progress, 'log' | 'fitQueued' | 'fitAdvanced' | 'fitDone'>;
}

interface Made {
  readonly outcome: FitOutcome;
  /** Whether this run has made it, or another one beside it. */
  readonly isOurs: boolean;
}

export function openFitter(
  store: DrawingStore,
  { cacheDir, checkpointSeconds, threads, kernels, shard, progress }: FitterOptions,
): Fitter {
  const cache = openCache(join(cacheDir, 'fits'));
  const checkpoints = join(cacheDir, 'checkpoints');
  makeFolder(checkpoints);
  const versions = codeVersions(kernels);
  const pool = openPool(store, threads, kernels);
  const claims = openClaims(checkpoints);
  let isWaitTold = false;
  const tellWait = (holder: string, file: string) => {
    if (!isWaitTold)
      progress.log(
        `another run, process ${holder.replace(' ', ' on ')}, is making fits that this one needs: it waits for them. If no such run is at work, delete ${file}`,
      );
    isWaitTold = true;
  };
  let computeSeconds = 0;
  let made = 0;
  const left = new Set<string>();
  /** Fits that are going on, by key: the same job asked for twice at once is done once. */
  const running = new Map<string, Promise<Made>>();
  /** Keys of fits that were asked for: whoever asks again is told nothing, since none more is made. */
  const asked = new Set<string>();
  const fit = async (key: string, job: FitJob): Promise<Made> => {
    const get = () => cache.get(key) as FitOutcome | undefined;
    const theirs = await claims.take(key, get, tellWait);
    if (theirs !== undefined) {
      running.delete(key);
      return { outcome: theirs, isOurs: false };
    }
    const file = join(checkpoints, `${key}.bin`);
    const outcome = await pool.run(job, (p) => progress.fitAdvanced(job.name, p), {
      file,
      everySeconds: checkpointSeconds,
    });
    await cache.set(key, outcome);
    removeCheckpoint(file);
    claims.release(key);
    made += 1;
    running.delete(key);
    return { outcome, isOurs: true };
  };
  return {
    async run(job) {
      const key = jobKey(store, job, versions[job.model]);
      const cached = cache.get(key) as FitOutcome | undefined;
      if (cached === undefined && !running.has(key)) {
        if (shard && !isOfShard(key, shard)) {
          left.add(key);
          return new Promise(() => {});
        }
        running.set(key, fit(key, job));
      }
      const isNew = !asked.has(key);
      asked.add(key);
      if (isNew) progress.fitQueued(job.name);
      const { outcome, isOurs } = cached
        ? { outcome: cached, isOurs: false }
        : await (running.get(key) as Promise<Made>);
      const seconds = outcome.fitSeconds + Object.values(outcome.predictSeconds).reduce((a, b) => a + b, 0);
      computeSeconds += seconds;
      if (isNew) progress.fitDone(job.name, seconds, !isOurs);
      return outcome;
    },
    computeSeconds: () => computeSeconds,
    async idle() {
      do {
        await Promise.all(running.values());
        await eventLoopTurn();
      } while (running.size > 0);
    },
    counts: () => ({ made, left: left.size }),
    async close() {
      claims.close();
      await pool.close();
    },
  };
}
