/** What a run would do, told without doing it. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { isNetwork, type ModelId } from '../../src/core/models.ts';
import type { KernelSet } from '../../src/learning/kernels/kernelSet.ts';
import type { Experiment } from '../experiments/experiment.ts';
import { openCache } from './cache.ts';
import { codeVersions } from './codeVersions.ts';
import type { ExperimentDrawings } from './drawings.ts';
import { fitExperiment } from './fitExperiment.ts';
import type { RunJob } from './folds.ts';
import { type DrawingStore, type FitJob, type FitOutcome, jobKey } from './job.ts';
import { networkFactor } from './networkSpeed.ts';
import { type Done, secondsPerUnit, workOf } from './speed.ts';

export interface Plan {
  /** Different fits; the ones that follow a search stand for whichever it will choose. */
  readonly fits: number;
  readonly cached: number;
  /** By family: fits that are to be made, and their seconds on one thread. */
  readonly toMake: readonly { readonly model: string; readonly fits: number; readonly seconds: number }[];
  /** Of all that are to be made, on the threads asked for. */
  readonly seconds: number;
}

/**
 * Equal shares for every class: no candidate of a search is better than another, and the first is taken. All outcomes share
 * the memory of the longest.
 */
function madeUpOutcomes({ classes }: DrawingStore): (job: FitJob) => FitOutcome {
  let shares = new Float32Array(0);
  const equal = (rows: number) => {
    const length = rows * classes.length;
    if (shares.length < length) shares = new Float32Array(length).fill(1 / classes.length);
    return shares.subarray(0, length);
  };
  return ({ hyperparameters, predict }) => {
    const sets = Object.entries(predict);
    return {
      hyperparameters,
      report: {},
      probabilities: Object.fromEntries(sets.map(([name, rows]) => [name, equal(rows.length)])),
      fitSeconds: 0,
      predictSeconds: Object.fromEntries(sets.map(([name]) => [name, 0])),
    };
  };
}

/** Tells the jobs of one run apart, where none of them can be in the cache. */
function keyByRows({ model, hyperparameters, seed, keepState, train, validation, predict }: FitJob): string {
  const hash = createHash('sha256');
  hash.update(JSON.stringify([model, hyperparameters, seed, keepState, Object.keys(predict)]));
  for (const rows of [train, validation, ...Object.values(predict)])
    hash.update(`${rows?.length}`).update(rows ?? new Uint8Array(0));
  return hash.digest('hex');
}

export interface PlanOptions {
  readonly cacheDir: string;
  readonly kernels: KernelSet;
  readonly threads: number;
  /** Whether the drawings only stand in for those of the run. */
  readonly areStandIns?: boolean;
}

/** Asks for every fit of an experiment and makes none. Nothing is written. */
export const planFits = (
  experiment: Experiment,
  drawings: ExperimentDrawings,
  { models, ...options }: PlanOptions & { readonly models: readonly ModelId[] },
): Promise<Plan> =>
  planOf(
    drawings.store,
    (run) => fitExperiment(experiment, drawings, { models, isPlan: true, log: () => {}, run }),
    options,
  );

/** @param fit asks `run` for every fit. */
export async function planOf(
  store: DrawingStore,
  fit: (run: RunJob) => Promise<unknown>,
  { cacheDir, kernels, threads, areStandIns = false }: PlanOptions,
): Promise<Plan> {
  const cache = openCache(join(cacheDir, 'fits'));
  const versions = codeVersions(kernels);
  const madeUp = madeUpOutcomes(store);
  const done: Done[] = [];
  const toMake = new Map<string, Omit<Done, 'seconds'>>();
  const seen = new Set<string>();
  await fit(async (job) => {
    const key = areStandIns ? keyByRows(job) : jobKey(store, job, versions[job.model]);
    const outcome = areStandIns ? undefined : (cache.get(key) as FitOutcome | undefined);
    if (!seen.has(key)) {
      seen.add(key);
      const predicted = Object.values(job.predict).reduce((sum, rows) => sum + rows.length, 0);
      const { model } = job;
      const work = workOf(model, job.hyperparameters, job.train.length, predicted);
      if (outcome === undefined) toMake.set(key, { model, work });
      else {
        const predictSeconds = Object.values(outcome.predictSeconds).reduce((a, b) => a + b, 0);
        done.push({ model, work, seconds: outcome.fitSeconds + predictSeconds });
      }
    }
    return outcome ?? madeUp(job);
  });
  const left = [...toMake.values()];
  const isNew = ({ model }: Pick<Done, 'model'>) =>
    isNetwork(model) && done.every((fit) => fit.model !== model);
  const factor = left.some(isNew) ? await networkFactor(kernels) : 1;
  const families = [...new Set(left.map(({ model }) => model))].map((model) => {
    const own = left.filter((fit) => fit.model === model);
    const work = own.reduce((sum, fit) => sum + fit.work, 0);
    return { model, fits: own.length, seconds: work * secondsPerUnit(model, done, factor) };
  });
  const seconds = families.reduce((sum, family) => sum + family.seconds, 0);
  return {
    fits: seen.size,
    cached: seen.size - left.length,
    toMake: families,
    seconds: seconds / Math.max(1, Math.min(threads, left.length)),
  };
}
