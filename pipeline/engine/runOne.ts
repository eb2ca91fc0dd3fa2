/** One experiment from its drawings to its files, or nothing where all of that is done. */
import { join, resolve } from 'node:path';
import { listed } from '../../src/core/listed.ts';
import {
  type AnyResult,
  type ExperimentResult,
  parseAnyResult,
  SCHEMA_VERSION,
} from '../../src/core/results.ts';
import type { Arguments } from '../arguments.ts';
import type { DrawingSource } from '../dataset/source.ts';
import { writeTogether } from '../dataset/writeWhole.ts';
import { writeExhibits, writeOwnExhibits } from '../exhibits.ts';
import type { Experiment } from '../experiments/experiment.ts';
import { filesOf, removeLeftovers } from '../leftovers.ts';
import { duration } from '../progress.ts';
import type { ExperimentDrawings } from './drawings.ts';
import { estimatorsOf } from './estimatorsOf.ts';
import { exhibitAlarms, judgedOf } from './exhibitAlarm.ts';
import { fitExperiment } from './fitExperiment.ts';
import { fitShare, fitterFor } from './fitterFor.ts';
import type { RunJob } from './folds.ts';
import { machine } from './machine.ts';
import { countFits } from './madeUpFits.ts';
import { overBudget, type PublishedModel } from './modelBudget.ts';
import { networksOf } from './networksOf.ts';
import { prepare, type Settings } from './prepare.ts';
import { openRecords, runKey } from './record.ts';
import { resultText } from './resultText.ts';
import { areListed, rowManifestOf, writtenRows } from './rowManifest.ts';
import { softwareVersions } from './software.ts';
import { withExhibits } from './whoShows.ts';

/** What a finished run is remembered by: every byte that it is made of. */
export const keyOfRun = (
  experiment: Experiment,
  { dataset, exhibitSums }: Pick<ExperimentDrawings, 'dataset' | 'exhibitSums'>,
  { models, kernels }: Pick<Arguments, 'models' | 'kernels'>,
): string =>
  runKey([
    experiment,
    models,
    dataset,
    exhibitSums,
    ...(areListed(experiment, dataset) ? ['listed'] : []),
    ...(kernels === 'relaxed' && networksOf(experiment, models).length > 0 ? [kernels] : []),
  ]);

/** @returns whether there was anything to do. */
export async function runOne(declared: Experiment, given: Settings): Promise<boolean> {
  const settings = await withExhibits(declared, given);
  const { args, source, embedded, folder, root, progress } = settings;
  const prepared = await prepare(declared, settings);
  const { experiment, drawings } = prepared;
  const { id } = experiment;
  const records = openRecords(join(resolve(args.cache), 'runs'));
  const key = keyOfRun(experiment, drawings, args);
  if (records.isCurrent(id, folder, key)) {
    progress.log(`${id}: up to date, nothing to do`);
    progress.step(id, 'run', 'skipped');
    return false;
  }
  progress.log(`${id}: ${plan(experiment, drawings)}, from ${source.description}`);
  const manifest = areListed(experiment, drawings.dataset) ? rowManifestOf(id, drawings, source) : undefined;

  const fitter = fitterFor(drawings.store, prepared.threads, settings);
  try {
    progress.step(id, 'fit', 'started');
    const { run } = fitter;
    const { log } = progress;
    progress.fitsPlanned(await countFits(drawings.store, askFor(experiment, drawings, args)));
    const assemble = await fitExperiment(experiment, drawings, { run, log, models: args.models });
    progress.end();
    progress.step(id, 'fit', 'done');
    progress.step(id, 'evaluate and export', 'started');
    const { result, files, seconds } = await assemble();
    progress.step(id, 'evaluate and export', 'done');
    progress.step(id, 'write', 'started');
    const had = await filesOf(id, folder);
    const exhibits =
      result.kind === 'comparison' ? { exhibits: await showDrawings(experiment, embedded, folder) } : {};
    const json = join('content/results', `${id}.json`);
    const list = manifest && writtenRows(manifest);
    const computing = fitter.computeSeconds();
    const whole: AnyResult = parseAnyResult(
      {
        schemaVersion: SCHEMA_VERSION,
        experiment: id,
        title: experiment.title,
        question: experiment.question,
        date: new Date().toISOString().slice(0, 10),
        dataset: { ...drawings.dataset, ...(list && { rows: list.rows }) },
        ...exhibits,
        ...result,
        timings: { ...machine(), totalSeconds: computing, models: seconds },
        software: softwareVersions(root, estimatorsOf(experiment, args.models)),
        ...(networksOf(experiment, args.models).length > 0 && { kernels: args.kernels }),
      },
      join(folder, json),
    );
    if (whole.kind === 'comparison')
      for (const alarm of exhibitAlarms(judgedOf(whole))) progress.warn(`${id}: ${alarm}`);
    const written = new Map<string, string | Uint8Array>();
    for (const [file, bytes] of files) written.set(join('public', file), bytes);
    if (list) written.set(join('public', list.rows.file), list.text);
    written.set(json, resultText(whole));
    await writeTogether(new Map([...written].map(([file, bytes]) => [join(folder, file), bytes])));
    await records.set(id, folder, key, written);
    const now = await filesOf(id, folder); // the new results name what is shown now
    const shown = (whole.kind === 'comparison' ? whole.exhibits : []).map(({ file }) => `public/${file}`);
    const lists = list ? [`public/${list.rows.file}`] : [];
    const kept = new Set([...[...files.keys()].map((file) => `public/${file}`), ...shown, ...lists]);
    const gone = await removeLeftovers(id, folder, [...new Set([...had, ...now])], kept);
    if (gone.length > 0) progress.log(`${id}: removed ${gone.join(' and ')}, which it no longer makes`);
    const models = files.size > 0 ? ` and ${files.size} model${files.size === 1 ? '' : 's'}` : '';
    progress.log(
      `${id}: wrote ${join(folder, json)}${models}, ${duration(computing)} of fitting and predicting`,
    );
    if (whole.kind === 'comparison')
      for (const told of overBudget(publishedOf(experiment, whole))) progress.warn(`${id}: ${told}`);
    progress.step(id, 'write', 'done');
    return true;
  } finally {
    progress.end();
    await fitter.close();
  }
}

/** What was published, as the experiment declares it. */
function publishedOf(experiment: Experiment, { models }: ExperimentResult): PublishedModel[] {
  const plans = experiment.kind === 'comparison' ? experiment.models : {};
  return models.map(({ model, published, hyperparameters }) => ({
    model,
    bytes: published.bytes,
    hyperparameters: plans[model]?.published?.hyperparameters ?? hyperparameters,
  }));
}

/** Asks for every fit, and makes nothing of what comes. */
const askFor =
  (experiment: Experiment, drawings: ExperimentDrawings, { models }: Pick<Arguments, 'models'>) =>
  (run: RunJob) =>
    fitExperiment(experiment, drawings, { run, models, log: () => {}, isPlan: true });

/**
 * Makes the fits of `args.shard` into the cache.
 * @returns how many were made, and how many outcomes of other shards are missing.
 */
export async function runShard(
  declared: Experiment,
  given: Settings,
): Promise<{ readonly made: number; readonly left: number }> {
  const settings = await withExhibits(declared, given);
  const prepared = await prepare(declared, settings);
  const { experiment, drawings } = prepared;
  const { args, progress } = settings;
  const fitter = fitterFor(drawings.store, prepared.threads, settings);
  progress.step(experiment.id, 'fit', 'started');
  const counts = await fitShare(drawings.store, fitter, askFor(experiment, drawings, args), settings);
  progress.step(experiment.id, 'fit', 'done');
  return counts;
}

/** Writes the sprites of what the site shows. */
function showDrawings({ id, classes, exhibits }: Experiment, shown: DrawingSource, folder: string) {
  const load = async (name: string) => (await shown.load(name, await shown.available(name))).pixels;
  const outDir = join(folder, 'public');
  if (exhibits === 'own') return writeOwnExhibits(id, classes, outDir, load);
  return shown.kind === 'embedded'
    ? writeExhibits(classes, outDir, load)
    : writeExhibits(classes, outDir, load, { experiment: id });
}

/** What is going to be done, in words. */
function plan(experiment: Experiment, { sizes, rounds }: ExperimentDrawings): string {
  const k = experiment.classes.length;
  const sizesInAll = listed(
    sizes.trainPerClass.map((n) => `${n * k}`),
    'and',
  );
  if (experiment.kind === 'sweep')
    return `${experiment.variants.length} variants ${`in ${experiment.overAllDrawings ? rounds.length : experiment.folds} folds`}, ${sizesInAll} training drawings`;
  const test = `${sizes.testPerClass * k} test drawings`;
  if (sizes.method === 'cross-validation')
    return `${test} in ${rounds.length} folds, training on ${sizesInAll}`;
  return `${test}, training on ${sizesInAll} with ${rounds.length} seed${rounds.length === 1 ? '' : 's'}`;
}
