/** A .npy file whose rows are drawings byte for byte: only the rows that are asked for are read. */
import { type FileHandle, open } from 'node:fs/promises';
import { NPY_HEADER_LIMIT } from '../../../src/drawings/read/npy-fields.ts';
import { type NpyHeader, parseNpyHeader, rowBytes } from '../../../src/drawings/read/npy-header.ts';
import { PIXELS } from '../../../src/learning/classifier.ts';
import { DatasetError } from '../source.ts';
import type { DrawingRows } from './drawingRows.ts';

const MAGIC = '\x93NUMPY';

/**
 * The header of a .npy file; undefined where the first bytes are not those of one.
 * @throws DatasetError for a file that cannot be opened, or whose header is not what it should be.
 */
export async function npyHeaderOf(file: string): Promise<NpyHeader | undefined> {
  const handle = await opened(file);
  try {
    const start = await startOf(handle, file);
    if (Buffer.from(start.subarray(0, MAGIC.length)).toString('latin1') !== MAGIC) return undefined;
    return parseNpyHeader(start, file, (await handle.stat()).size);
  } finally {
    await handle.close();
  }
}

/** @param header of the file, which says that it is plain. */
export function plainRows(file: string, { rows }: NpyHeader): DrawingRows {
  const count = async (first: number) => Math.max(0, rows - first);
  return {
    form: 'bitmaps',
    what: 'bitmaps',
    file,
    count,
    atHand: count,
    async read(first, count, tell) {
      const handle = await opened(file);
      try {
        const { size } = await handle.stat();
        const { dataOffset } = parseNpyHeader(await startOf(handle, file), file, size); // it may have changed
        const pixels = new Uint8Array(count * PIXELS); // [count, 784]
        await fill(handle, rowBytes(dataOffset, first, count)[0], pixels, file);
        tell?.(count);
        return pixels;
      } finally {
        await handle.close();
      }
    },
  };
}

const opened = (file: string): Promise<FileHandle> =>
  open(file).catch((cause: Error) => {
    throw new DatasetError(`${file} cannot be opened: ${cause.message}`, { cause });
  });

async function startOf(handle: FileHandle, file: string): Promise<Uint8Array> {
  const start = new Uint8Array(Math.min((await handle.stat()).size, NPY_HEADER_LIMIT));
  await fill(handle, 0, start, file);
  return start;
}

/** Fills `bytes` from a place of the file. @throws DatasetError when the file ends before. */
async function fill(handle: FileHandle, position: number, bytes: Uint8Array, file: string): Promise<void> {
  let filled = 0;
  while (filled < bytes.length) {
    const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, position + filled);
    if (bytesRead === 0)
      throw new DatasetError(
        `${file}: too short: ends at byte ${position + filled}, expected ${position + bytes.length}. Fetch it again, or save it again.`,
      );
    filled += bytesRead;
  }
}
