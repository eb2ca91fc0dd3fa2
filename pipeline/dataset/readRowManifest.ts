import { readFile } from 'node:fs/promises';
import { parseRowManifest, type RowManifest } from '../../src/core/row-manifest.ts';
import { DatasetError } from './source.ts';

/** What to do about a file that is none. */
const GET_IT = 'The page Results of the site has such a file for each experiment; take it as it is.';

/** A list of drawings. @throws DatasetError for a file that cannot be read, or is none. */
export async function readRowManifest(file: string): Promise<RowManifest> {
  const text = await readFile(file, 'utf8').catch((cause: Error) => {
    throw new DatasetError(`--rows ${file}: it cannot be read: ${cause.message}. ${GET_IT}`, { cause });
  });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new DatasetError(`--rows ${file}: not JSON (${(cause as Error).message}). ${GET_IT}`, { cause });
  }
  try {
    return parseRowManifest(json, file);
  } catch (cause) {
    throw new DatasetError(`--rows ${(cause as Error).message}. ${GET_IT}`, { cause });
  }
}
