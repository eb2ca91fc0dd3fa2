import { DatasetError } from '../dataset-error.ts';

/** Most that one packed file may unpack to, in bytes. All 345 official classes of bitmaps take 37 GiB, the largest 0.3. */
export const MOST_UNPACKED_BYTES = 2 * 2 ** 30;

/** Deflate makes at most so many bytes of one (of 2 bits 258: https://zlib.net/zlib_tech.html). */
export const MOST_DEFLATED = 1032;

/** @throws DatasetError for more bytes than are unpacked. */
export function assertUnpackable(bytes: number, name: string): void {
  if (bytes > MOST_UNPACKED_BYTES)
    throw new DatasetError(
      `${name}: unpacks to ${bytes} bytes or more, expected at most ${MOST_UNPACKED_BYTES} (2 GiB). Unpack it yourself, and split it if it holds several classes.`,
    );
}
