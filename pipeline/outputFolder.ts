/** Where a run may write: only a full run on drawings that the site does not show replaces what the site shows. */
import { access, constants, realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { MODEL_IDS } from '../src/core/models.ts';
import { type Arguments, UsageError } from './arguments.ts';
import { makeFolder } from './dataset/makeFolder.ts';
import type { SourceKind } from './dataset/source.ts';
import { asWriteError } from './dataset/writeWhole.ts';

/** Folders that a run writes into, below the output folder. */
export const OUTPUTS = ['content/results', 'public/models', 'public/exhibits', 'public/rows'] as const;

/** Where the results of `--data auto` go, below the site, when it fell back to the embedded drawings. */
export const FALLBACK_FOLDER = 'build/embedded';

/**
 * The output folder, made and writable, so that a long run does not fail at its end.
 * @param root of the site.
 * @throws UsageError where the results would replace the site's and may not; WriteError.
 */
export async function outputFolder(
  args: Pick<Arguments, 'data' | 'out' | 'seeds' | 'models' | 'quick' | 'classes' | 'trainPerClass'>,
  source: SourceKind,
  root: string,
): Promise<string> {
  const fellBack = args.data === 'auto' && source === 'embedded';
  const folder = resolve(args.out ?? (fellBack ? join(root, FALLBACK_FOLDER) : root));
  const isSite = (await realpath(folder).catch(() => folder)) === (await realpath(root));
  if (isSite && source === 'embedded')
    throw new UsageError(
      "the embedded drawings are also the exhibits, so their results never replace the site's: " +
        'pass --out DIR, or other drawings with --data.',
    );
  const changed = args.classes !== undefined || args.trainPerClass !== undefined;
  if (isSite && (changed || args.quick || args.seeds !== undefined || args.models.length < MODEL_IDS.length))
    throw new UsageError(
      "--quick, --seeds, --models, --classes and --train-per-class make another run than the declared one, which never replaces the site's results: pass --out DIR.",
    );
  await makeOutputs(folder);
  return folder;
}

/** Makes the folders that a run writes into. @throws WriteError where it cannot. */
export async function makeOutputs(folder: string): Promise<void> {
  for (const part of OUTPUTS) await makeWritable(join(folder, part));
}

/** Makes a folder that can be written into, before a run gets to where it writes. @throws WriteError where it cannot. */
export async function makeWritable(folder: string): Promise<void> {
  makeFolder(folder);
  try {
    await access(folder, constants.W_OK);
  } catch (error) {
    throw asWriteError(error, folder);
  }
}
