/** What `dataset.json` says of a file is held against the file. */
import { stat } from 'node:fs/promises';
import { fileChecksum } from '../checksums.ts';
import type { Manifest } from '../manifest.ts';
import { DatasetError } from '../source.ts';
import type { DrawingRows } from './drawingRows.ts';
import { WHAT } from './openRows.ts';

const CHANGED = 'The file was changed or damaged: copy it again, or mend dataset.json.';

export interface ListedRows {
  readonly rows: DrawingRows;
  /** Drawings that count: of vectors as many as are listed, without reading them. */
  usable(): Promise<number>;
  /**
   * Holds the file's checksum against the list; nothing where none is listed.
   * @param onBytes told how far the file has been read, and how long it is
   * @throws DatasetError
   */
  verify(onBytes?: (bytes: number, fileBytes: number) => void): Promise<void>;
  /** The first `count` that count. [count, 784] */
  read(count: number, tell: (rows: number) => void): Promise<Uint8Array>;
}

/**
 * @param entry of the class in the list, if it has one
 * @param first row that counts
 * @param memory folder that remembers checksums
 */
export function listedRows(
  rows: DrawingRows,
  entry: Partial<Manifest['classes'][string]> = {},
  first: number,
  memory: string,
): ListedRows {
  const { file, form, what } = rows;
  const sum =
    form === 'bitmaps'
      ? entry.numpy_bitmap_sha256
      : what === WHAT.simplified
        ? entry.simplified_sha256
        : undefined;
  return {
    rows,
    async usable() {
      if (form === 'vectors')
        return entry.vectors === undefined ? rows.count(first) : Math.max(0, entry.vectors - first);
      const all = entry.bitmaps === undefined ? undefined : await rows.count(0);
      if (all !== entry.bitmaps)
        throw new DatasetError(`${file}: ${all} rows, expected ${entry.bitmaps} by dataset.json. ${CHANGED}`);
      return rows.count(first);
    },
    async verify(onBytes) {
      if (sum === undefined) return;
      const { size } = await stat(file).catch(() => ({ size: 0 })); // the next line tells why
      const got = await fileChecksum(file, memory, (bytes) => onBytes?.(bytes, size));
      if (got !== sum)
        throw new DatasetError(`${file}: SHA-256 ${got}, expected ${sum} by dataset.json. ${CHANGED}`);
    },
    read: (count, tell) =>
      rows.read(first, count, tell).catch((error: Error) => {
        if (form === 'bitmaps' || entry.vectors === undefined || !(error instanceof DatasetError))
          throw error;
        throw new DatasetError(`${error.message}: dataset.json lists ${entry.vectors}. ${CHANGED}`, {
          cause: error,
        });
      }),
  };
}
