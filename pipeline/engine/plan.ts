/** What a run would do, told without doing it. */
import { join } from 'node:path';
import type { ModelId } from '../../src/core/models.ts';
import type { KernelSet } from '../../src/learning/kernels/kernelSet.ts';
import type { Experiment } from '../experiments/experiment.ts';
import { openCache } from './cache.ts';
import { codeVersions } from './codeVersions.ts';
import type { ExperimentDrawings } from './drawings.ts';
import { fitExperiment } from './fitExperiment.ts';
import { type DrawingStore, type FitJob, type FitOutcome, jobKey } from './job.ts';
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

/** Equal shares for every class: no candidate of a search is better than another, and the first is taken. */
function madeUp({ classes }: DrawingStore, job: FitJob): FitOutcome {
  const sets = Object.entries(job.predict);
  return {
    hyperparameters: job.hyperparameters,
    report: {},
    probabilities: Object.fromEntries(
      sets.map(([name, rows]) => [
        name,
        new Float32Array(rows.length * classes.length).fill(1 / classes.length),
      ]),
    ),
    fitSeconds: 0,
    predictSeconds: Object.fromEntries(sets.map(([name]) => [name, 0])),
  };
}

/** Asks for every fit and makes none. Nothing is written. */
export async function planFits(
  experiment: Experiment,
  drawings: ExperimentDrawings,
  {
    cacheDir,
    models,
    kernels,
    threads,
  }: { cacheDir: string; models: readonly ModelId[]; kernels: KernelSet; threads: number },
): Promise<Plan> {
  const { store } = drawings;
  const cache = openCache(join(cacheDir, 'fits'));
  const versions = codeVersions(kernels);
  const done: Done[] = [];
  const toMake = new Map<string, Omit<Done, 'seconds'>>();
  const seen = new Set<string>();
  await fitExperiment(experiment, drawings, {
    models,
    log: () => {},
    async run(job) {
      const key = jobKey(store, job, versions[job.model]);
      const outcome = cache.get(key) as FitOutcome | undefined;
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
      return outcome ?? madeUp(store, job);
    },
  });
  const left = [...toMake.values()];
  const families = [...new Set(left.map(({ model }) => model))].map((model) => {
    const own = left.filter((fit) => fit.model === model);
    const work = own.reduce((sum, fit) => sum + fit.work, 0);
    return { model, fits: own.length, seconds: work * secondsPerUnit(model, done) };
  });
  const seconds = families.reduce((sum, family) => sum + family.seconds, 0);
  return {
    fits: seen.size,
    cached: seen.size - left.length,
    toMake: families,
    seconds: seconds / Math.max(1, Math.min(threads, left.length)),
  };
}
