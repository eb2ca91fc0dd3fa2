/** The pipeline's command line: drawings in, `content/results`, `public/models` and `public/exhibits` out. */
import { join, resolve } from 'node:path';
import { type Arguments, parseArguments, UsageError, usage } from './arguments.ts';
import { embeddedSource } from './dataset/embedded.ts';
import { openSource } from './dataset/open.ts';
import { DatasetError } from './dataset/source.ts';
import { WriteError } from './dataset/writeWhole.ts';
import { runOne } from './engine/runOne.ts';
import type { Experiment } from './experiments/experiment.ts';
import { EXPERIMENTS } from './experiments/index.ts';
import { outputFolder } from './outputFolder.ts';
import { createProgress, duration, type Progress } from './progress.ts';

const ROOT = resolve(import.meta.dirname, '..');

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
    const folder = await outputFolder(args, source.kind, ROOT);
    const settings = { args, source, embedded: embeddedSource(), folder, root: ROOT, progress };
    let done = 0;
    for (const id of args.experiments) if (await runOne(EXPERIMENTS[id] as Experiment, settings)) done++;
    const seconds = duration((performance.now() - started) / 1000);
    progress.log(done > 0 ? `done in ${seconds}` : `nothing to do: every result is up to date (${seconds})`);
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
