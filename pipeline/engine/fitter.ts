/** Runs jobs on threads, or takes their outcomes from the cache, and tells a person about it. */
import { join, resolve } from 'node:path';
import { MODEL_IDS, type ModelId } from '../../src/core/models.ts';
import type { Progress } from '../progress.ts';
import { hashSources, openCache } from './cache.ts';
import { type DrawingStore, type FitOutcome, jobKey } from './job.ts';
import { openPool } from './pool.ts';
import type { RunJob } from './run.ts';
import { softwareVersions } from './software.ts';

export interface Fitter {
  readonly run: RunJob;
  /** Seconds of fitting and predicting behind all outcomes so far, those from the cache included. */
  computeSeconds(): number;
  close(): Promise<void>;
}

export interface FitterOptions {
  /** Where outcomes are kept. */
  readonly cacheDir: string;
  readonly threads: number;
  readonly progress: Pick<Progress, 'fitQueued' | 'fitAdvanced' | 'fitDone'>;
}

const MODELS = resolve(import.meta.dirname, '../models');

/**
 * By family, what names the code that a fit runs: a hash of its sources, and the packages and the Node below them.
 * A change makes the finished fits of that family worthless.
 */
function codeVersions(): Record<ModelId, string> {
  const software = JSON.stringify(softwareVersions(resolve(MODELS, '../..')));
  return Object.fromEntries(
    MODEL_IDS.map((id) => {
      const sources = hashSources(['classifier', id].map((name) => join(MODELS, `${name}.ts`)));
      return [id, `${sources} ${software}`];
    }),
  ) as Record<ModelId, string>;
}

export function openFitter(store: DrawingStore, { cacheDir, threads, progress }: FitterOptions): Fitter {
  const cache = openCache(cacheDir);
  const versions = codeVersions();
  const pool = openPool(store, threads);
  let computeSeconds = 0;
  return {
    async run(job) {
      progress.fitQueued();
      const key = jobKey(store, job, versions[job.model]);
      const cached = cache.get(key) as FitOutcome | undefined;
      const outcome = cached ?? (await pool.run(job, (p) => progress.fitAdvanced(job.name, p)));
      if (cached === undefined) await cache.set(key, outcome);
      const seconds = outcome.fitSeconds + Object.values(outcome.predictSeconds).reduce((a, b) => a + b, 0);
      computeSeconds += seconds;
      progress.fitDone(job.name, seconds, cached !== undefined);
      return outcome;
    },
    computeSeconds: () => computeSeconds,
    close: pool.close,
  };
}
