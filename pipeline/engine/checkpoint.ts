/** Checkpoints of fits on disk, one file a fit, so that a run that was killed goes on in the middle of them. */
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { threadId } from 'node:worker_threads';
import type { Checkpoint } from '../../src/learning/classifier.ts';
import { seal, unseal } from './cache.ts';

/** Seconds between two saves of a fit, unless the command line says otherwise. */
export const CHECKPOINT_SECONDS = 10;

export interface CheckpointFile extends Checkpoint {
  /** Seconds of work behind what `load` gives. */
  readonly secondsBefore: number;
}

/**
 * The checkpoint in a file whose folder exists. It is replaced as a whole: a kill at any moment leaves the old one or
 * the new one. One that is damaged counts as absent, and a disk that takes no more costs the checkpoint, not the fit.
 * @param everySeconds at least between two saves, and before the first
 * @param now seconds, of any origin
 */
export function openCheckpoint(
  file: string,
  everySeconds: number,
  now = () => performance.now() / 1000,
): CheckpointFile {
  const saved = read(file);
  const begun = now();
  const before = saved?.seconds ?? 0;
  let last = begun;
  return {
    secondsBefore: before,
    load: () => saved?.progress,
    save(take) {
      if (now() - last < everySeconds) return;
      const temporary = `${file}.${process.pid}-${threadId}.tmp`;
      try {
        writeFileSync(temporary, seal({ seconds: before + now() - begun, progress: take() }), {
          flush: true,
        });
        renameSync(temporary, file);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
        rmSync(temporary, { force: true });
      }
      last = now();
    },
  };
}

/** Removes the checkpoint of a fit that is done, and what kills in the middle of a save have left beside it. */
export function removeCheckpoint(file: string): void {
  const folder = dirname(file);
  for (const name of readdirSync(folder))
    if (name === basename(file) || (name.startsWith(`${basename(file)}.`) && name.endsWith('.tmp')))
      rmSync(join(folder, name), { force: true });
}

function read(file: string): { readonly seconds: number; readonly progress: unknown } | undefined {
  try {
    return unseal(readFileSync(file)) as { seconds: number; progress: unknown } | undefined;
  } catch {
    return undefined;
  }
}
