/** `--dry-run`: what a run would do, in a few lines, with nothing written. */
import { join, resolve } from 'node:path';
import type { KernelSet } from '../../src/learning/kernels/kernelSet.ts';
import type { DrawingSource } from '../dataset/source.ts';
import type { Experiment } from '../experiments/experiment.ts';
import { duration } from '../progress.ts';
import { wantedPerClass } from './drawings.ts';
import { evaluationFactor, evaluationSeconds } from './evaluationSpeed.ts';
import { gigabytes, memoryNeeded } from './memory.ts';
import { networksOf } from './networksOf.ts';
import { override } from './override.ts';
import { type Plan, planFits } from './plan.ts';
import { memoryTask, prepare, type Settings } from './prepare.ts';
import { openRecords } from './record.ts';
import { keyOfRun } from './runOne.ts';
import { sizesOf } from './sizesOf.ts';
import { standIns } from './standIns.ts';
import { withExhibits } from './whoShows.ts';

export interface ExperimentPlan extends Plan {
  readonly experiment: string;
  readonly upToDate: boolean;
  /** After the fits, in `seconds` too: evaluation, export with its proof, writing. Not foreseen for a game. */
  readonly evaluateSeconds?: number;
  /** What its networks, if it has any, are trained with. */
  readonly kernels?: KernelSet;
  readonly downloadBytes: number;
  readonly memoryBytes: number;
}

/** How many drawings of each class are loaded. */
async function wantedOf(experiment: Experiment, source: DrawingSource): Promise<number[]> {
  const { available, sizes } = await sizesOf(experiment, source);
  return wantedPerClass(available, sizes, experiment.seeds.length);
}

async function downloadBytes(
  { classes }: Experiment,
  source: DrawingSource,
  wanted: readonly number[],
): Promise<number> {
  const bytes = await Promise.all(
    classes.map((name, i) => source.bytesToFetch?.(name, wanted[i] as number) ?? 0),
  );
  return bytes.reduce((a, b) => a + b, 0);
}

/** Whether all of them can be loaded at once, with nothing left to draw. */
async function areHere(
  { classes }: Experiment,
  source: DrawingSource,
  wanted: readonly number[],
): Promise<boolean> {
  const here = await Promise.all(
    classes.map((name, i) => source.isHere?.(name, wanted[i] as number) ?? true),
  );
  return here.every(Boolean);
}

/** @throws as the run itself would, where it would not begin. */
export async function planExperiment(declared: Experiment, given: Settings): Promise<ExperimentPlan> {
  const settings = await withExhibits(declared, given, { mayFetch: false });
  const { args, folder } = settings;
  const wanted = override(declared, args);
  const { source, embedded } = settings;
  const counts = await wantedOf(wanted, source);
  const drawn = await downloadBytes(wanted, source, counts);
  const isLoaded = drawn === 0 && (await areHere(wanted, source, counts));
  const shown = await Promise.all(wanted.classes.map((name) => embedded.available(name)));
  const toShow = await downloadBytes(wanted, embedded, shown);
  const isPainted = toShow === 0 && (await areHere(wanted, embedded, shown));
  const isShown = isLoaded && isPainted;
  const { experiment, drawings, threads } = await prepare(declared, {
    ...settings,
    source: isLoaded ? source : standIns(source),
    embedded: isShown ? embedded : standIns(embedded),
    progress: { ...settings.progress, load: () => {} },
  });
  const cacheDir = resolve(args.cache);
  const plan = await planFits(experiment, drawings, {
    cacheDir,
    models: args.models,
    kernels: args.kernels,
    threads,
    areStandIns: !isLoaded,
    shard: args.shard,
  });
  const records = openRecords(join(cacheDir, 'runs'));
  const upToDate = records.isCurrent(experiment.id, folder, keyOfRun(experiment, drawings, args));
  const shownInAll = shown.reduce((a, b) => a + b, 0);
  const evaluateSeconds = upToDate
    ? 0
    : evaluationSeconds(
        {
          experiment,
          models: args.models,
          sizes: drawings.sizes,
          shown: shownInAll,
          toPaint: isPainted ? 0 : shownInAll,
        },
        evaluationFactor(),
      );
  return {
    experiment: experiment.id,
    ...plan,
    seconds: plan.seconds + evaluateSeconds,
    evaluateSeconds,
    ...(networksOf(experiment, args.models).length > 0 && { kernels: args.kernels }),
    upToDate,
    downloadBytes: drawn + toShow,
    memoryBytes: memoryNeeded(await memoryTask(wanted, settings), threads),
  };
}

/** What the share that is asked for makes of them. */
const shareWords = ({ share }: Plan): string =>
  share === undefined
    ? ''
    : `; of these shard ${share.index}/${share.of} makes ${share.isEstimate ? 'about ' : ''}${share.fits}, about ${duration(share.seconds)}`;

/** In words, one line. */
export function describePlan(plan: ExperimentPlan): string {
  if (plan.upToDate) return `${plan.experiment}: up to date, nothing to do`;
  const { evaluateSeconds: after = 0 } = plan;
  const families = plan.toMake.map(({ model, fits }) => `${fits} ${model}`).join(', ');
  const fits =
    plan.cached === plan.fits
      ? `all ${plan.fits} fits are in the cache${after > 0 ? `, about ${duration(after)} of evaluation and export` : ''}`
      : `${plan.fits - plan.cached} of ${plan.fits} fits to make (${families}), about ${duration(plan.seconds)}${after > 0 ? `, ${duration(after)} of it evaluation and export` : ''}${shareWords(plan)}`;
  const download = plan.downloadBytes > 0 ? `, ${(plan.downloadBytes / 1e6).toFixed(1)} MB to download` : '';
  const kernels = plan.kernels ? `, networks with the ${plan.kernels} kernels` : '';
  return `${plan.experiment}: ${fits}${download}, ${gigabytes(plan.memoryBytes)} of memory at most${kernels}`;
}
