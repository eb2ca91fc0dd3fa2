/** Fits that are asked for and not made, so that a plan can be told, and counted, before any of them begins. */
import { createHash } from 'node:crypto';
import type { RunJob } from './folds.ts';
import type { DrawingStore, FitJob, FitOutcome } from './job.ts';

/**
 * Equal shares for every class: no candidate of a search is better than another, and the first is taken. All outcomes share
 * the memory of the longest.
 */
export function madeUpOutcomes({ classes }: Pick<DrawingStore, 'classes'>): (job: FitJob) => FitOutcome {
  let shares = new Float32Array(0);
  const equal = (rows: number) => {
    const length = rows * classes.length;
    if (shares.length < length) shares = new Float32Array(length).fill(1 / classes.length);
    return shares.subarray(0, length);
  };
  return ({ hyperparameters, predict }) => {
    const sets = Object.entries(predict);
    return {
      hyperparameters,
      report: {},
      probabilities: Object.fromEntries(sets.map(([name, rows]) => [name, equal(rows.length)])),
      fitSeconds: 0,
      predictSeconds: Object.fromEntries(sets.map(([name]) => [name, 0])),
    };
  };
}

/** Tells the jobs of one run apart, without a look at their drawings. */
export function keyByRows({
  model,
  hyperparameters,
  seed,
  keepState,
  train,
  validation,
  predict,
}: FitJob): string {
  const hash = createHash('sha256');
  hash.update(JSON.stringify([model, hyperparameters, seed, keepState, Object.keys(predict)]));
  for (const rows of [train, validation, ...Object.values(predict)])
    hash.update(`${rows?.length}`).update(rows ?? new Uint8Array(0));
  return hash.digest('hex');
}

/**
 * How many different fits a run asks for; those that follow a search stand for whichever it will choose.
 * @param fit asks `run` for every fit.
 */
export async function countFits(
  store: Pick<DrawingStore, 'classes'>,
  fit: (run: RunJob) => Promise<unknown>,
): Promise<number> {
  const madeUp = madeUpOutcomes(store);
  const seen = new Set<string>();
  await fit(async (job) => {
    seen.add(keyByRows(job));
    return madeUp(job);
  });
  return seen.size;
}
