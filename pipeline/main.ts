/** The pipeline's command line: drawings in, `content/results`, `public/models` and `public/exhibits` out. */
import { cpus, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { parseResult } from '../src/core/results.ts';
import { type Arguments, parseArguments, UsageError, usage } from './arguments.ts';
import { embeddedSource } from './dataset/embedded.ts';
import { openSource } from './dataset/open.ts';
import { DatasetError, type DrawingSource } from './dataset/source.ts';
import { WriteError, writeTogether } from './dataset/writeWhole.ts';
import { loadDrawings } from './engine/drawings.ts';
import { openFitter } from './engine/fitter.ts';
import { type RunOutput, runExperiment } from './engine/run.ts';
import { softwareVersions } from './engine/software.ts';
import { writeExhibits } from './exhibits.ts';
import { abridged, type Experiment, quick } from './experiments/experiment.ts';
import { EXPERIMENTS } from './experiments/index.ts';
import { outputFolder } from './outputFolder.ts';
import { createProgress, duration, type Progress } from './progress.ts';

const ROOT = resolve(import.meta.dirname, '..');

const timings = (models: RunOutput['models'], totalSeconds: number) => ({
  hardware: {
    processor: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryBytes: totalmem(),
  },
  totalSeconds,
  peakMemoryBytes: process.resourceUsage().maxRSS * 1024,
  models: models.map(({ result: { model }, fitSeconds, predictSeconds }) => ({
    model,
    fitSeconds,
    predictSeconds,
  })),
});

async function runOne(
  declared: Experiment,
  args: Arguments,
  source: DrawingSource,
  progress: Progress,
): Promise<void> {
  const folder = await outputFolder(args, source.kind, ROOT);
  const embedded = embeddedSource();
  const wanted = args.quick ? quick(declared) : declared;
  const drawings = await loadDrawings(wanted, source, embedded, progress.load);
  const { sizes, test } = drawings;
  const experiment = sizes.asDeclared ? wanted : abridged(wanted);
  const { id, classes } = experiment;
  const seeds = experiment.seeds.slice(0, args.seeds);
  progress.log(
    `${id}: ${test.length} test drawings, training on ${sizes.trainPerClass.map((n) => n * classes.length).join(', ')} ` +
      `with ${seeds.length} seed${seeds.length === 1 ? '' : 's'}, from ${source.description}`,
  );

  const fitter = openFitter(drawings.store, {
    cacheDir: join(resolve(args.cache), 'fits'),
    threads: args.workers,
    progress,
  });
  try {
    const { models, result } = await runExperiment(experiment, drawings, {
      run: fitter.run,
      log: progress.log,
      models: args.models,
      seeds,
    });
    const exhibits = await writeExhibits(classes, join(folder, 'public'), (name) =>
      embedded.load(name, 100).then(({ pixels }) => pixels),
    );
    const file = join(folder, 'content/results', `${id}.json`);
    const seconds = fitter.computeSeconds();
    const date = new Date().toISOString().slice(0, 10);
    const software = softwareVersions(ROOT);
    const whole = parseResult(
      { ...result, date, exhibits, timings: timings(models, seconds), software },
      file,
    );
    const files = new Map<string, string | Uint8Array>();
    for (const { result: model, onnx } of models)
      files.set(join(folder, 'public', model.published.file), onnx);
    files.set(file, `${JSON.stringify(whole, null, 1)}\n`);
    await writeTogether(files);
    progress.log(
      `${id}: wrote ${file} and ${models.length} model${models.length === 1 ? '' : 's'}, ${duration(seconds)} of fitting and predicting`,
    );
  } finally {
    progress.end();
    await fitter.close();
  }
}

/** Ctrl-C and its kin end the run at once; what is finished is in the cache, each file whole. */
function endOnSignals(progress: Progress, cache: string): void {
  // Not `once`: a second Ctrl-C on the heels of the first ends the run in the same way.
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)
    process.on(signal, () => {
      progress.clear();
      console.error(
        `pipeline: stopped. Finished fits and downloads are kept in ${cache}: the same command goes on from there.`,
      );
      process.exit(code);
    });
}

async function main(argv: readonly string[]): Promise<number> {
  const progress = createProgress(process.stdout, () => performance.now());
  let args: Arguments | undefined;
  try {
    args = parseArguments(argv, Object.keys(EXPERIMENTS));
    if (args.help) {
      console.log(usage(Object.keys(EXPERIMENTS)));
      return 0;
    }
    const started = performance.now();
    endOnSignals(progress, args.cache);
    const source = await openSource(args.data, {
      cacheDir: join(resolve(args.cache), 'dataset'),
      ...(args.baseUrl !== undefined && { baseUrl: args.baseUrl }),
      log: progress.log,
    });
    for (const id of args.experiments) await runOne(EXPERIMENTS[id] as Experiment, args, source, progress);
    progress.log(`done in ${duration((performance.now() - started) / 1000)}`);
    return 0;
  } catch (error) {
    const expected = [UsageError, DatasetError, WriteError, RangeError].some((kind) => error instanceof kind);
    const { message, stack } = error as Error;
    progress.clear();
    console.error(`pipeline: ${args?.verbose || !expected ? stack : message}`);
    return error instanceof UsageError ? 2 : 1;
  }
}

process.exitCode = await main(process.argv.slice(2));
