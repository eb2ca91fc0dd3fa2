/**
 * Embedded drawings never replace what the site shows, since they are also the exhibits; but an experiment of the author's own
 * that has nothing better yet is shown with them, and its page says so.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MODEL_IDS } from '../src/core/models.ts';
import type { Arguments } from './arguments.ts';
import type { SourceKind } from './dataset/source.ts';

/** Whether there are results in the site that were not made of the embedded drawings. */
async function hasBetter(id: string, root: string): Promise<boolean> {
  const text = await readFile(join(root, 'content/results', `${id}.json`), 'utf8').catch(() => undefined);
  if (text === undefined) return false;
  try {
    return (JSON.parse(text) as { dataset?: { source?: unknown } }).dataset?.source !== 'embedded';
  } catch {
    return false; // half a file, or none of ours: anything is better
  }
}

/** Whether a run may write a first look at an experiment of the author's own into the site. */
export async function isFirstLook(
  id: string,
  own: readonly string[],
  args: Pick<Arguments, 'data' | 'out' | 'seeds' | 'models' | 'quick' | 'classes' | 'trainPerClass'>,
  source: SourceKind,
  root: string,
): Promise<boolean> {
  const isDeclared =
    args.classes === undefined &&
    args.trainPerClass === undefined &&
    args.seeds === undefined &&
    !args.quick &&
    args.models.length === MODEL_IDS.length;
  return (
    own.includes(id) &&
    source === 'embedded' &&
    args.out === undefined &&
    isDeclared &&
    !(await hasBetter(id, root))
  );
}
