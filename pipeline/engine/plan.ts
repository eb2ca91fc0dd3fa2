/** What a run would do, told without doing it. */
import { isNetwork, type ModelId } from '../../src/core/models.ts';
import type { Experiment } from '../experiments/experiment.ts';
import { type AskOptions, askFits, type Work } from './askFits.ts';
import type { ExperimentDrawings } from './drawings.ts';
import { fitExperiment } from './fitExperiment.ts';
import type { RunJob } from './folds.ts';
import type { DrawingStore } from './job.ts';
import { networkFactor } from './networkSpeed.ts';
import type { Shard } from './shard.ts';
import { secondsPerUnit } from './speed.ts';

export interface Plan {
  /** Different fits; the ones that follow a search stand for whichever it will choose. */
  readonly fits: number;
  readonly cached: number;
  /** By family: fits that are to be made, and their seconds on one thread. */
  readonly toMake: readonly { readonly model: string; readonly fits: number; readonly seconds: number }[];
  /** Of all that are to be made, on the threads asked for; an experiment's plan adds what comes after them. */
  readonly seconds: number;
  /** Of `--shard`. */
  readonly share?: PlannedShare;
}

/** What a share makes of all that is to be made, as far as it need not wait for fits of others. */
export interface PlannedShare extends Shard {
  readonly fits: number;
  readonly seconds: number;
  /** Whether its drawings are not here yet, so that it is an equal part that is told. */
  readonly isEstimate?: true;
}

export interface PlanOptions extends AskOptions {
  readonly threads: number;
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
  { threads, ...options }: PlanOptions,
): Promise<Plan> {
  const { done, toMake, share } = await askFits(store, fit, options);
  const isNew = ({ model }: Work) => isNetwork(model) && done.every((fit) => fit.model !== model);
  const factor = toMake.some(isNew) ? await networkFactor(options.kernels) : 1;
  const secondsOf = (fits: readonly Work[]) =>
    fits.reduce((sum, { model, work }) => sum + work * secondsPerUnit(model, done, factor), 0);
  const onThreads = (fits: readonly Work[]) => secondsOf(fits) / Math.max(1, Math.min(threads, fits.length));
  const shareOf = (shard: Shard): PlannedShare =>
    share === undefined
      ? {
          ...shard,
          fits: Math.ceil(toMake.length / shard.of),
          seconds: onThreads(toMake) / shard.of,
          isEstimate: true,
        }
      : { ...shard, fits: share.toMake.length, seconds: onThreads(share.toMake) };
  return {
    fits: done.length + toMake.length,
    cached: done.length,
    toMake: [...new Set(toMake.map(({ model }) => model))].map((model) => {
      const own = toMake.filter((fit) => fit.model === model);
      return { model, fits: own.length, seconds: secondsOf(own) };
    }),
    seconds: onThreads(toMake),
    ...(options.shard && { share: shareOf(options.shard) }),
  };
}
