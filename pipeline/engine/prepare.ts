/** An experiment as it is going to be run, with its drawings. */

import { listed } from '../../src/core/listed.ts';
import type { Arguments } from '../arguments.ts';
import type { DrawingSource } from '../dataset/source.ts';
import type { Experiment } from '../experiments/experiment.ts';
import { abridged } from '../experiments/shorter.ts';
import type { Progress } from '../progress.ts';
import { checkLooks } from './checkLooks.ts';
import { type ExperimentDrawings, loadDrawings, wantedPerClass } from './drawings.ts';
import { type MemoryTask, threadsWithin } from './memory.ts';
import { override } from './override.ts';
import { sizesOf } from './sizesOf.ts';

export interface Settings {
  readonly args: Pick<
    Arguments,
    | 'models'
    | 'seeds'
    | 'quick'
    | 'classes'
    | 'trainPerClass'
    | 'cache'
    | 'checkpoint'
    | 'shard'
    | 'workers'
    | 'kernels'
    | 'limitMemoryBytes'
  >;
  readonly source: DrawingSource;
  /** Where the site's exhibits come from: the embedded drawings, unless the source has something better (`whoShows.ts`). */
  readonly embedded: DrawingSource;
  /** The output folder. */
  readonly folder: string;
  /** Of the repository. */
  readonly root: string;
  readonly progress: Progress;
}

export interface Prepared {
  readonly experiment: Experiment;
  readonly drawings: ExperimentDrawings;
  /** As many of those asked for as fit into the memory. */
  readonly threads: number;
}

/** What of an experiment tells its memory. */
export async function memoryTask(
  experiment: Experiment,
  { args, source }: Pick<Settings, 'args' | 'source'>,
): Promise<MemoryTask> {
  const { available, sizes } = await sizesOf(experiment, source);
  const k = experiment.classes.length;
  const forms =
    experiment.kind === 'comparison'
      ? args.models.map((estimator) => ({
          estimator,
          hyperparameters: experiment.models[estimator]?.hyperparameters,
        }))
      : experiment.variants;
  const trainDrawings = Math.max(sizes.testPerClass, sizes.trainPerClass.at(-1) as number) * k;
  return {
    drawings: wantedPerClass(available, sizes, experiment.seeds.length).reduce((a, b) => a + b, 0) + 100 * k,
    classes: k,
    trainDrawings,
    fits: forms.flatMap(({ estimator, hyperparameters }) =>
      hyperparameters === undefined ? [] : [{ estimator, hyperparameters }],
    ),
    predictions: sizes.testPerClass * k * sizes.trainPerClass.length * experiment.seeds.length * forms.length,
    calibrated: trainDrawings, // fold by fold, all of them
  };
}

/**
 * Loads the drawings, once it is known that the run fits into the memory.
 * @throws UsageError, DatasetError, RangeError
 */
export async function prepare(declared: Experiment, settings: Settings): Promise<Prepared> {
  const { args, source, embedded, progress } = settings;
  const wanted = override(declared, args);
  const task = await memoryTask(wanted, settings);
  const threads = threadsWithin(task, args.workers, args.limitMemoryBytes);
  if (threads < args.workers)
    progress.log(`${wanted.id}: ${threads} of ${args.workers} threads, so that the run fits into the memory`);
  const drawings = await loadDrawings(wanted, source, embedded, progress.load, (all) => {
    if (!source.areStandIns) checkLooks(all, source, progress);
  });
  const shownToo = wanted.classes.flatMap((name, c) => {
    const count = drawings.shownToo[c] as number;
    return count > 0 ? [`${count} of "${name}"`] : [];
  });
  if (shownToo.length > 0)
    progress.warn(
      `${wanted.id}: drawings that the site shows stand among those to learn from, and are left out: ${listed(shownToo, 'and')}. Are the files sorted otherwise than Google's, or were the exhibits added to them?`,
    );
  if (drawings.duplicates > 0) progress.log(`${wanted.id}: ${leftOut(drawings)}`);
  return { experiment: drawings.sizes.asDeclared ? wanted : abridged(wanted), drawings, threads };
}

/** What was left out since it stands twice, in words. */
function leftOut({ duplicates, copies }: Pick<ExperimentDrawings, 'duplicates' | 'copies'>): string {
  const drawings = duplicates === 1 ? '1 drawing is' : `${duplicates} drawings are`;
  return copies > 0
    ? `${drawings} left out, exact ${duplicates === 1 ? 'copy' : 'copies'} of others, and the sets are smaller by that`
    : `${drawings} left out of training, since the test set has exact copies`;
}
