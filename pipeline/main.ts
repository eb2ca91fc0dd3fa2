/** The pipeline's command line: drawings in, `content/results`, `public/models` and `public/exhibits` out. */
import { mkdir } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { MODEL_IDS, type ModelId } from '../src/core/models.ts';
import { parseResult } from '../src/core/results.ts';
import { type Arguments, parseArguments, UsageError, usage } from './arguments.ts';
import { embeddedSource } from './dataset/embedded.ts';
import { openSource } from './dataset/open.ts';
import { DatasetError, type DrawingSource } from './dataset/source.ts';
import { writeWhole } from './dataset/writeWhole.ts';
import { hashSources, openCache } from './engine/cache.ts';
import { loadDrawings } from './engine/drawings.ts';
import { type FitOutcome, jobKey } from './engine/job.ts';
import { openPool } from './engine/pool.ts';
import { type RunJob, runExperiment } from './engine/run.ts';
import { softwareVersions } from './engine/software.ts';
import { writeExhibits } from './exhibits.ts';
import type { Experiment } from './experiments/experiment.ts';
import { EXPERIMENTS } from './experiments/index.ts';
import { createProgress, duration, type Progress } from './progress.ts';

const ROOT = resolve(import.meta.dirname, '..');

/** By family, a hash of the code that a fit runs: changing it makes the finished fits of that family worthless. */
const codeVersions = () =>
  Object.fromEntries(
    MODEL_IDS.map((id) => [
      id,
      hashSources(['models/classifier.ts', `models/${id}.ts`].map((path) => join(ROOT, 'pipeline', path))),
    ]),
  ) as Record<ModelId, string>;

/** Only a full run on unseen drawings may replace what the site shows. */
function outputFolder(args: Arguments, source: DrawingSource): string {
  const folder = args.out === undefined ? ROOT : resolve(args.out);
  const isSite = folder === resolve(ROOT);
  if (isSite && source.kind === 'embedded')
    throw new UsageError(
      "the embedded drawings are also the exhibits, so their results never replace the site's: " +
        'pass --out DIR, or other drawings with --data.',
    );
  if (isSite && (args.seeds !== undefined || args.models.length < 4))
    throw new UsageError(
      "--seeds and --models make a partial run, which never replaces the site's results: pass --out DIR.",
    );
  return folder;
}

async function runOne(
  experiment: Experiment,
  args: Arguments,
  source: DrawingSource,
  progress: Progress,
): Promise<void> {
  const folder = outputFolder(args, source);
  const embedded = embeddedSource();
  const drawings = await loadDrawings(experiment, source, embedded, progress.load);
  const { sizes, test } = drawings;
  progress.log(
    `${experiment.id}: ${test.length} test drawings, training on ` +
      `${sizes.trainPerClass.map((n) => n * experiment.classes.length).join(', ')} from ${source.description}`,
  );

  const cache = openCache(join(resolve(args.cache), 'fits'));
  const versions = codeVersions();
  const pool = openPool(drawings.store, args.workers);
  let computeSeconds = 0;
  const run: RunJob = async (job) => {
    progress.fitQueued();
    const key = jobKey(drawings.store, job, versions[job.model]);
    const cached = cache.get(key) as FitOutcome | undefined;
    const outcome = cached ?? (await pool.run(job, (p) => progress.fitAdvanced(job.name, p)));
    if (cached === undefined) await cache.set(key, outcome);
    const seconds = outcome.fitSeconds + Object.values(outcome.predictSeconds).reduce((a, b) => a + b, 0);
    computeSeconds += seconds;
    progress.fitDone(job.name, seconds, cached !== undefined);
    return outcome;
  };

  try {
    const seeds = experiment.seeds.slice(0, args.seeds);
    const output = await runExperiment(experiment, drawings, {
      run,
      log: progress.log,
      models: args.models,
      seeds,
    });
    const exhibits = await writeExhibits(experiment.classes, join(folder, 'public'), (name) =>
      embedded.load(name, 100).then(({ pixels }) => pixels),
    );
    const file = join(folder, 'content/results', `${experiment.id}.json`);
    const result = parseResult(
      {
        ...output.result,
        date: new Date().toISOString().slice(0, 10),
        exhibits,
        timings: {
          hardware: {
            processor: cpus()[0]?.model ?? 'unknown',
            cores: cpus().length,
            memoryBytes: totalmem(),
          },
          totalSeconds: computeSeconds,
          peakMemoryBytes: process.resourceUsage().maxRSS * 1024,
          models: output.models.map(({ result: { model }, fitSeconds, predictSeconds }) => ({
            model,
            fitSeconds,
            predictSeconds,
          })),
        },
        software: softwareVersions(ROOT),
      },
      file,
    );
    for (const part of ['content/results', 'public/models'])
      await mkdir(join(folder, part), { recursive: true });
    for (const { result: model, onnx } of output.models)
      await writeWhole(join(folder, 'public', model.published.file), onnx);
    await writeWhole(file, `${JSON.stringify(result, null, 1)}\n`);
    progress.log(
      `${experiment.id}: wrote ${file} and ${output.models.length} models, ${duration(computeSeconds)} of fitting and predicting`,
    );
  } finally {
    progress.end();
    await pool.close();
  }
}

async function main(argv: readonly string[]): Promise<number> {
  let args: Arguments | undefined;
  try {
    args = parseArguments(argv, Object.keys(EXPERIMENTS));
    if (args.help) {
      console.log(usage(Object.keys(EXPERIMENTS)));
      return 0;
    }
    const started = performance.now();
    const progress = createProgress(process.stdout, () => performance.now());
    const source = await openSource(args.data, {
      cacheDir: join(resolve(args.cache), 'dataset'),
      ...(args.baseUrl !== undefined && { baseUrl: args.baseUrl }),
      log: progress.log,
    });
    for (const id of args.experiments) await runOne(EXPERIMENTS[id] as Experiment, args, source, progress);
    progress.log(`done in ${duration((performance.now() - started) / 1000)}`);
    return 0;
  } catch (error) {
    const expected =
      error instanceof UsageError || error instanceof DatasetError || error instanceof RangeError;
    const { message, stack } = error as Error;
    console.error(`pipeline: ${args?.verbose || !expected ? stack : message}`);
    return error instanceof UsageError ? 2 : 1;
  }
}

process.exitCode = await main(process.argv.slice(2));
