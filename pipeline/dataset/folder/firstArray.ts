/** What the first array of a .npz holds, from the first bytes of the file, since there may be many and large ones in a folder. */
import { constants, gunzipSync, inflateRawSync } from 'node:zlib';
import { isGzip } from '../../../src/drawings/read/gunzip.ts';
import { isNpy, readNpyFields } from '../../../src/drawings/read/npy-fields.ts';
import { drawingsOf } from '../../../src/drawings/read/unwrap.ts';
import { isZip } from '../../../src/drawings/read/zip.ts';
import { DatasetError } from '../source.ts';
import { startOfFile } from './startOfFile.ts';

/** Enough for the header of an array, packed several times over. */
const START_BYTES = 2 ** 14;
const MOST_WRAPPINGS = 4;
const LOCAL_ENTRY = 0x04034b50;
/** What follows is unpacked as far as it is there. */
const PART = { finishFlush: constants.Z_SYNC_FLUSH };

export interface FirstArray {
  /** Its name in the archive, "train.npy". */
  readonly path: string;
  /** Whether it is of Python objects, as sketch-rnn's are; undefined where its header cannot be read. */
  readonly isOfObjects: boolean | undefined;
}

/** @param file may be packed as .gz or .zip. @returns undefined for what is no .npz, is damaged, or cannot be read. */
export async function firstArray(file: string): Promise<FirstArray | undefined> {
  try {
    let start = await startOfFile(file, START_BYTES);
    for (let depth = 0; depth < MOST_WRAPPINGS; depth++)
      if (isGzip(start)) start = gunzipSync(start, PART);
      else if (isZip(start)) {
        const entry = firstEntry(start);
        if (entry === undefined) return undefined;
        if (entry.path.endsWith('.npy'))
          return { path: entry.path, isOfObjects: ofObjects(entry.content(), file) };
        start = entry.content();
      } else return undefined;
    return undefined;
  } catch {
    return undefined; // whoever reads the file tells why it cannot be read
  }
}

function ofObjects(npy: Uint8Array, file: string): boolean | undefined {
  if (!isNpy(npy)) return undefined;
  try {
    return readNpyFields(npy, file).descr.endsWith('O');
  } catch (error) {
    if (error instanceof DatasetError) return undefined;
    throw error;
  }
}

/** The first file in a zip that an archiver has not put there for itself. */
function firstEntry(start: Uint8Array): { path: string; content: () => Uint8Array } | undefined {
  const bytes = Buffer.from(start.buffer, start.byteOffset, start.byteLength);
  for (let at = 0; at + 30 <= bytes.length && bytes.readUInt32LE(at) === LOCAL_ENTRY; ) {
    const path = bytes.toString('utf8', at + 30, at + 30 + bytes.readUInt16LE(at + 26));
    const from = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
    const isPacked = bytes.readUInt16LE(at + 8) !== 0;
    if (!path.endsWith('/') && drawingsOf([{ path }]).length > 0)
      return {
        path,
        content: () => (isPacked ? inflateRawSync(bytes.subarray(from), PART) : bytes.subarray(from)),
      };
    at = from + bytes.readUInt32LE(at + 18);
  }
  return undefined;
}
