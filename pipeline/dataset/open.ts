/** Opens the source of drawings that the command line names. */
import { readdir, stat } from 'node:fs/promises';
import { nearestNames } from './classes.ts';
import { embeddedSource } from './embedded.ts';
import { folderSource, LAYOUT } from './folder.ts';
import { OFFICIAL_URL, type OfficialOptions, officialSource, probe } from './official.ts';
import { DatasetError, type DrawingSource } from './source.ts';

export interface OpenOptions extends Partial<OfficialOptions> {
  /** How long `auto` waits for the official bucket, in milliseconds. */
  readonly probeMs?: number;
}

/** Where downloads and checksums are kept, from the folder in which the pipeline runs. */
export const CACHE_DIR = '.cache/dataset';
const PROBE_MS = 5_000;

/**
 * Opens a source.
 * @param option `auto` (the official bucket, or the embedded drawings where it cannot be reached), `embedded`,
 *   `official`, or the path of a folder.
 * @throws DatasetError for a folder that is not there.
 */
export async function openSource(option: string, options: OpenOptions = {}): Promise<DrawingSource> {
  const { cacheDir = CACHE_DIR, baseUrl = OFFICIAL_URL, probeMs = PROBE_MS, log = console.error } = options;
  const official = () => officialSource({ ...options, cacheDir, baseUrl, log });
  switch (option) {
    case 'embedded':
      return embeddedSource({ cacheDir });
    case 'official':
      return official();
    case 'auto': {
      const failure = await probe(baseUrl, { fetch: options.fetch, timeoutMs: probeMs });
      if (failure === undefined) return official();
      const cached = await readdir(cacheDir).catch(() => []);
      const hint = cached.some((file) => file.endsWith('.rows'))
        ? ' (--data official still gives what is in the cache)'
        : '';
      log(
        `the official drawings at ${baseUrl} cannot be reached: ${failure}. Going on with the embedded ones, 100 of each class${hint}`,
      );
      return embeddedSource({ cacheDir });
    }
    default: {
      if (await stat(option).catch(() => undefined)) return folderSource(option, { cacheDir, log });
      const [near] = nearestNames(option, ['auto', 'embedded', 'official'], 1);
      throw new DatasetError(
        `--data ${option}: no such folder${near === undefined ? '' : ` (did you mean "${near}"?)`}; expected auto, embedded, official, or the path of a folder with ${LAYOUT}`,
      );
    }
  }
}
