import { resolve } from 'node:path';
import { askFits } from './askFits.ts';
import { type Fitter, openFitter } from './fitter.ts';
import type { RunJob } from './folds.ts';
import type { DrawingStore } from './job.ts';
import type { Settings } from './prepare.ts';

/** What makes the fits of one run, as the command line asks for it. */
export const fitterFor = (store: DrawingStore, threads: number, { args, progress }: Settings): Fitter =>
  openFitter(store, {
    cacheDir: resolve(args.cache),
    checkpointSeconds: args.checkpoint,
    threads,
    kernels: args.kernels,
    shard: args.shard,
    progress,
  });

/**
 * Makes the fits of `args.shard` into the cache, and closes the fitter.
 * @param fit asks `run` for every fit, twice: once to count them
 * @returns how many were made, and how many outcomes of other shards are missing.
 */
export async function fitShare(
  store: DrawingStore,
  fitter: Fitter,
  fit: (run: RunJob) => Promise<unknown>,
  { args, progress }: Settings,
): Promise<{ readonly made: number; readonly left: number }> {
  try {
    const { kernels, shard } = args;
    const { share } = await askFits(store, fit, { cacheDir: resolve(args.cache), kernels, shard });
    if (share) progress.fitsPlanned(share.toMake.length + share.cached);
    // What waits for another shard never settles: the share is done when no fit of its own goes on.
    await Promise.race([fit(fitter.run), fitter.idle()]);
    await fitter.idle();
    return fitter.counts();
  } finally {
    progress.end();
    await fitter.close();
  }
}
