/** One experiment from its drawings to its files, or nothing where all of that is done. */
import { cpus, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { type AnyResult, parseAnyResult, SCHEMA_VERSION } from '../../src/core/results.ts';
import type { Arguments } from '../arguments.ts';
import type { DrawingSource } from '../dataset/source.ts';
import { writeTogether } from '../dataset/writeWhole.ts';
import { writeExhibits } from '../exhibits.ts';
import type { Experiment } from '../experiments/experiment.ts';
import { abridged, quick } from '../experiments/shorter.ts';
import { duration, type Progress } from '../progress.ts';
import { runComparison } from './compare.ts';
import { type ExperimentDrawings, loadDrawings } from './drawings.ts';
import { openFitter } from './fitter.ts';
import { openRecords, runKey } from './record.ts';
import { SVM_PACKAGES, softwareVersions } from './software.ts';
import { runSweep } from './sweep.ts';

export interface RunOneSettings {
  readonly args: Pick<
    Arguments,
    'models' | 'seeds' | 'quick' | 'cache' | 'checkpoint' | 'workers' | 'backend'
  >;
  readonly source: DrawingSource;
  /** Where the site exhibits come from, whatever the source. */
  readonly embedded: DrawingSource;
  /** The output folder. */
  readonly folder: string;
  /** Of the repository. */
  readonly root: string;
  readonly progress: Progress;
}

/** @returns whether there was anything to do. */
export async function runOne(declared: Experiment, settings: RunOneSettings): Promise<boolean> {
  const { args, source, embedded, folder, root, progress } = settings;
  const wanted = shortened(declared, args);
  const drawings = await loadDrawings(wanted, source, embedded, progress.load);
  const experiment = drawings.sizes.asDeclared ? wanted : abridged(wanted);
  const { id } = experiment;
  const records = openRecords(join(resolve(args.cache), 'runs'));
  const key = runKey([
    experiment,
    args.models,
    drawings.dataset,
    drawings.exhibits.length,
    ...(args.backend === 'wasm' ? [] : [args.backend]),
  ]);
  if (records.isCurrent(id, folder, key)) {
    progress.log(`${id}: up to date, nothing to do`);
    return false;
  }
  progress.log(`${id}: ${plan(experiment, drawings)}, from ${source.description}`);

  const fitter = openFitter(drawings.store, {
    cacheDir: resolve(args.cache),
    checkpointSeconds: args.checkpoint,
    threads: args.workers,
    backend: args.backend,
    progress,
  });
  try {
    const { run } = fitter;
    const { log } = progress;
    const { result, files, seconds } =
      experiment.kind === 'comparison'
        ? await runComparison(experiment, drawings, { run, log, models: args.models })
        : await runSweep(experiment, drawings, { run, log });
    const exhibits =
      result.kind === 'comparison'
        ? {
            exhibits: await writeExhibits(experiment.classes, join(folder, 'public'), (name) =>
              embedded.load(name, 100).then(({ pixels }) => pixels),
            ),
          }
        : {};
    const json = join('content/results', `${id}.json`);
    const computing = fitter.computeSeconds();
    const whole: AnyResult = parseAnyResult(
      {
        schemaVersion: SCHEMA_VERSION,
        experiment: id,
        title: experiment.title,
        question: experiment.question,
        date: new Date().toISOString().slice(0, 10),
        dataset: drawings.dataset,
        ...exhibits,
        ...result,
        timings: { ...machine(), totalSeconds: computing, models: seconds },
        software: softwareVersions(root, usesSvm(experiment) ? SVM_PACKAGES : []),
      },
      join(folder, json),
    );
    const written = new Map<string, string | Uint8Array>();
    for (const [file, bytes] of files) written.set(join('public', file), bytes);
    written.set(json, `${JSON.stringify(whole, null, 1)}\n`);
    await writeTogether(new Map([...written].map(([file, bytes]) => [join(folder, file), bytes])));
    await records.set(id, folder, key, written);
    const models = files.size > 0 ? ` and ${files.size} model${files.size === 1 ? '' : 's'}` : '';
    progress.log(
      `${id}: wrote ${join(folder, json)}${models}, ${duration(computing)} of fitting and predicting`,
    );
    return true;
  } finally {
    progress.end();
    await fitter.close();
  }
}

/** The experiment with as many seeds as asked for, or as its quick form. */
function shortened(declared: Experiment, args: RunOneSettings['args']): Experiment {
  const experiment = args.quick ? quick(declared) : declared;
  return { ...experiment, seeds: experiment.seeds.slice(0, args.seeds) };
}

/** What is going to be done, in words. */
function plan(experiment: Experiment, { sizes, rounds }: ExperimentDrawings): string {
  const k = experiment.classes.length;
  const sizesInAll = sizes.trainPerClass.map((n) => n * k).join(', ');
  if (experiment.kind === 'sweep')
    return `${experiment.variants.length} variants in ${experiment.overAllDrawings ? rounds.length : experiment.folds} folds, ${sizesInAll} training drawings`;
  const test = `${sizes.testPerClass * k} test drawings`;
  if (sizes.method === 'cross-validation')
    return `${test} in ${rounds.length} folds, training on ${sizesInAll}`;
  return `${test}, training on ${sizesInAll} with ${rounds.length} seed${rounds.length === 1 ? '' : 's'}`;
}

const usesSvm = (experiment: Experiment) =>
  experiment.kind === 'sweep' && experiment.variants.some(({ estimator }) => estimator.endsWith('-svm'));

const machine = () => ({
  hardware: {
    processor: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryBytes: totalmem(),
  },
  peakMemoryBytes: process.resourceUsage().maxRSS * 1024,
});
