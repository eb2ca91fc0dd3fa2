/**
 * Makes a built and compressed site fit to be kept: what a download weighs, written into the page that offers it; a service
 * worker with the checksum of every file; and the ZIP.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { precompressFiles } from '../precompress.ts';
import { fillWeights } from './fill-weights.ts';
import { keptListOf, type Weight, weightsOf } from './kept-list-of.ts';
import { workerFiles } from './worker-files.ts';
import { writeZip } from './write-zip.ts';

/** The page that offers the download, in the built site. */
const PAGE = 'offline/index.html';

export interface Made extends Record<'site' | 'words', Weight> {
  readonly zipBytes: number;
}

/**
 * @param folder of the built site
 * @param base address at which it stands, with a slash at its end
 * @param code of the service worker
 * @param cache of what was compressed
 */
export async function makeOffline(folder: string, base: string, code: string, cache: string): Promise<Made> {
  const first = await keptListOf(folder);
  const { site, words } = weightsOf(first);
  const page = join(folder, PAGE);
  const weights = {
    'site line': site.lineBytes,
    'site device': site.bytes,
    'words line': words.lineBytes,
    'words device': words.bytes,
    // The page that says so is in it: it is made twice.
    'zip line': await writeZip(folder, base, first, code),
  };
  await writeFile(page, fillWeights(await readFile(page, 'utf8'), weights));
  await precompressFiles([page], cache);
  const list = await keptListOf(folder);
  const written = Object.entries(workerFiles(list, code));
  for (const [name, text] of written) await writeFile(join(folder, name), text);
  await precompressFiles(
    written.map(([name]) => join(folder, name)),
    cache,
  );
  return { site, words, zipBytes: await writeZip(folder, base, list, code) };
}
