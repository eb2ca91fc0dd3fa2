/** Which fits a run asks for, which of them are in the cache, and which are a shard's, with none of them made. */
import { join } from 'node:path';
import { setImmediate as eventLoopTurn } from 'node:timers/promises';
import type { KernelSet } from '../../src/learning/kernels/kernelSet.ts';
import { openCache } from './cache.ts';
import { codeVersions } from './codeVersions.ts';
import type { RunJob } from './folds.ts';
import { type DrawingStore, type FitJob, type FitOutcome, jobKey } from './job.ts';
import { keyByRows, madeUpOutcomes } from './madeUpFits.ts';
import { isOfShard, type Shard } from './shard.ts';
import { type Done, workOf } from './speed.ts';

/** A fit that is still to be made. */
export type Work = Omit<Done, 'seconds'>;

export interface AskedFits {
  /** In the cache. */
  readonly done: readonly Done[];
  readonly toMake: readonly Work[];
  /**
   * What a shard makes of the latter, and how many of the former it comes upon: what waits for others' fits is not there. Not
   * told of stand-ins, since the drawings decide about the keys.
   */
  readonly share?: { readonly toMake: readonly Work[]; readonly cached: number };
}

export interface AskOptions {
  readonly cacheDir: string;
  readonly kernels: KernelSet;
  /** Whether the drawings only stand in for those of the run. */
  readonly areStandIns?: boolean;
  readonly shard?: Shard | undefined;
}

/** @param fit asks `run` for every fit. */
export async function askFits(
  store: DrawingStore,
  fit: (run: RunJob) => Promise<unknown>,
  { cacheDir, kernels, areStandIns = false, shard }: AskOptions,
): Promise<AskedFits> {
  const cache = openCache(join(cacheDir, 'fits'));
  const versions = codeVersions(kernels);
  const madeUp = madeUpOutcomes(store);
  const keyOf = (job: FitJob) => (areStandIns ? keyByRows(job) : jobKey(store, job, versions[job.model]));
  const cached = (key: string) => (areStandIns ? undefined : (cache.get(key) as FitOutcome | undefined));
  const done = new Map<string, Done>();
  const toMake = new Map<string, Work>();
  await fit(async (job) => {
    const key = keyOf(job);
    const outcome = cached(key);
    const predicted = Object.values(job.predict).reduce((sum, rows) => sum + rows.length, 0);
    const { model } = job;
    const work = workOf(model, job.hyperparameters, job.train.length, predicted);
    if (outcome === undefined) toMake.set(key, { model, work });
    else done.set(key, { model, work, seconds: secondsOf(outcome) });
    return outcome ?? madeUp(job);
  });
  const asked = { done: [...done.values()], toMake: [...toMake.values()] };
  if (shard === undefined || areStandIns) return asked;
  const own = new Map<string, Work>();
  const known = new Set<string>();
  const going = fit(async (job) => {
    const key = keyOf(job);
    const outcome = cached(key);
    if (outcome !== undefined) {
      known.add(key);
      return outcome;
    }
    if (!isOfShard(key, shard)) return new Promise(() => {}); // never comes, and nor does what waits for it
    own.set(key, toMake.get(key) as Work);
    return madeUp(job);
  });
  await Promise.race([going, eventLoopTurn()]); // between two fits nothing is awaited but other fits
  return { ...asked, share: { toMake: [...own.values()], cached: known.size } };
}

const secondsOf = ({ fitSeconds, predictSeconds }: FitOutcome): number =>
  fitSeconds + Object.values(predictSeconds).reduce((a, b) => a + b, 0);
