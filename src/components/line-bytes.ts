import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { PUBLIC_FOLDER } from './site-folders.ts';

/** As fast as it is close: within a hundredth of what `precompress` writes for models. */
const QUALITY = 5;

/** A build asks for every file more than once. */
const known = new Map<string, number>();

/**
 * About how many bytes of a published file come over the line, from a host that compresses.
 * @param file below `public/`
 * @throws Error when it is not there
 */
export function lineBytes(file: string): number {
  const path = join(PUBLIC_FOLDER, file);
  const before = import.meta.env.PROD ? known.get(path) : undefined;
  if (before !== undefined) return before;
  const params = { [constants.BROTLI_PARAM_QUALITY]: QUALITY, [constants.BROTLI_PARAM_LGWIN]: 24 };
  const { length } = brotliCompressSync(readFileSync(path), { params });
  known.set(path, length);
  return length;
}
