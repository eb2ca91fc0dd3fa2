/** Runs jobs on threads, or takes their outcomes from the cache, and tells a person about it. */
import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ESTIMATOR_IDS, type EstimatorId } from '../../src/core/models.ts';
import { asWriteError } from '../dataset/writeWhole.ts';
import type { ResolvedBackend } from '../models/backendName.ts';
import type { Progress } from '../progress.ts';
import { hashSources, openCache } from './cache.ts';
import type { RunJob } from './folds.ts';
import { type DrawingStore, type FitJob, type FitOutcome, jobKey } from './job.ts';
import { openPool } from './pool.ts';
import { SAME_MATHS } from './sameMaths.ts';
import { SVM_PACKAGES, softwareVersions } from './software.ts';

export interface Fitter {
  readonly run: RunJob;
  /** Seconds of fitting and predicting behind all outcomes so far, those from the cache included. */
  computeSeconds(): number;
  close(): Promise<void>;
}

export interface FitterOptions {
  /** Its `fits` hold outcomes, its `checkpoints` how far unfinished fits have come. */
  readonly cacheDir: string;
  /** Between two checkpoints of a fit. */
  readonly checkpointSeconds: number;
  readonly threads: number;
  /** What the networks compute on. */
  readonly backend: ResolvedBackend;
  readonly progress: Pick<Progress, 'fitQueued' | 'fitAdvanced' | 'fitDone'>;
}

/** The estimators that TensorFlow.js computes. */
const NETWORKS: readonly EstimatorId[] = ['perceptron', 'convnet', 'convnet-plus'];

const MODELS = resolve(import.meta.dirname, '../models');

/** The sources of the estimators that are not named like theirs. */
const SOURCES: Readonly<Partial<Record<EstimatorId, string>>> = {
  'convnet-plus': 'convnetPlus',
  'linear-svm': 'svm',
  'rbf-svm': 'svm',
};

/**
 * By family, what names the code that a fit runs: a hash of its sources, and the packages and the Node below them.
 * A change makes the finished fits of that family worthless.
 */
function codeVersions(backend: ResolvedBackend): Record<EstimatorId, string> {
  const root = resolve(MODELS, '../..');
  const codes = new Map<string, string>();
  return Object.fromEntries(
    ESTIMATOR_IDS.map((id) => {
      const sources = hashSources(
        ['classifier', SOURCES[id] ?? id].map((name) => join(MODELS, `${name}.ts`)),
        codes,
      );
      const software = softwareVersions(root, id.endsWith('-svm') ? SVM_PACKAGES : []);
      // WebAssembly goes without saying, as in the keys from before there was a choice.
      const computing = NETWORKS.includes(id) && backend !== 'wasm' ? ` on ${backend}` : '';
      return [id, `${SAME_MATHS[sources] ?? sources} ${JSON.stringify(software)}${computing}`];
    }),
  ) as Record<EstimatorId, string>;
}

export function openFitter(
  store: DrawingStore,
  { cacheDir, checkpointSeconds, threads, backend, progress }: FitterOptions,
): Fitter {
  const cache = openCache(join(cacheDir, 'fits'));
  const checkpoints = join(cacheDir, 'checkpoints');
  makeFolder(checkpoints);
  const versions = codeVersions(backend);
  const pool = openPool(store, threads, backend);
  let computeSeconds = 0;
  /** Fits that are going on, by key: the same job asked for twice at once is done once. */
  const running = new Map<string, Promise<FitOutcome>>();
  const fit = async (key: string, job: FitJob): Promise<FitOutcome> => {
    const file = join(checkpoints, `${key}.bin`);
    const outcome = await pool.run(job, (p) => progress.fitAdvanced(job.name, p), {
      file,
      everySeconds: checkpointSeconds,
    });
    await cache.set(key, outcome);
    rmSync(file, { force: true });
    return outcome;
  };
  return {
    async run(job) {
      progress.fitQueued();
      const key = jobKey(store, job, versions[job.model]);
      const cached = cache.get(key) as FitOutcome | undefined;
      if (cached === undefined && !running.has(key)) running.set(key, fit(key, job));
      const outcome = cached ?? (await (running.get(key) as Promise<FitOutcome>));
      const seconds = outcome.fitSeconds + Object.values(outcome.predictSeconds).reduce((a, b) => a + b, 0);
      computeSeconds += seconds;
      progress.fitDone(job.name, seconds, cached !== undefined);
      return outcome;
    },
    computeSeconds: () => computeSeconds,
    close: pool.close,
  };
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw asWriteError(error, folder);
  }
}
