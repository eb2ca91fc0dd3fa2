/**
 * What a zip holds, by its central directory, so that nothing is unpacked that is not asked for; zip64 too, which
 * numpy.savez writes. Format: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, sections 4.3 to 4.5.
 */
import { inflateSync } from 'fflate';
import { DatasetError } from '../dataset-error.ts';
import { crc32 } from './crc32.ts';
import { printable } from './printable.ts';
import { assertUnpackable, MOST_DEFLATED } from './unpack-limit.ts';

export interface ZipEntry {
  /** Path within the archive. */
  readonly path: string;
  /** Unpacked, in bytes, as the archive says. */
  readonly size: number;
  /** @throws DatasetError where it cannot be unpacked, or has not the checksum that the archive says. */
  read(): Uint8Array;
}

export const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 &&
  bytes[1] === 0x4b &&
  ((bytes[2] === 3 && bytes[3] === 4) || (bytes[2] === 5 && bytes[3] === 6));

const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;
const END_BYTES = 22;
/** A comment of at most 65,535 bytes may follow the end. */
const MOST_COMMENT_BYTES = 0xffff;
/** A field that says: see the zip64 fields. */
const ELSEWHERE = 0xffffffff;

/**
 * Files of a zip, without folders.
 * @param name of the file, for messages.
 * @throws DatasetError where it is damaged.
 */
export function zipEntries(bytes: Uint8Array, name: string): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const damaged = (at: number, what: string) =>
    new DatasetError(`${name}: a damaged zip: at byte ${at} ${what}. Fetch it again, or pack it again.`);
  const end = endOf(view);
  if (end === undefined)
    throw new DatasetError(
      `${name}: a zip without its end (of ${bytes.length} bytes none begins the list of its files): it is cut short. Fetch it again, or pack it again.`,
    );
  const entries: ZipEntry[] = [];
  let at = end.directory;
  for (let i = 0; i < end.entries; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== DIRECTORY_ENTRY)
      throw damaged(at, `expected entry ${i + 1} of ${end.entries} in its list of files`);
    const pathBytes = view.getUint16(at + 28, true);
    const extraBytes = view.getUint16(at + 30, true);
    const next = at + 46 + pathBytes + extraBytes + view.getUint16(at + 32, true);
    if (next > bytes.length) throw damaged(at, 'an entry in its list of files is cut short');
    const path = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + pathBytes));
    const [size, packedSize, local] = sizesOf(view, at, at + 46 + pathBytes, extraBytes);
    if (!path.endsWith('/'))
      entries.push(entryOf({ bytes, view, name, path, size, packedSize, local, header: at }));
    at = next;
  }
  return entries;
}

interface Place {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly name: string;
  readonly path: string;
  readonly size: number;
  readonly packedSize: number;
  /** Where its local header stands, and its entry in the directory. */
  readonly local: number;
  readonly header: number;
}

function entryOf({ bytes, view, name, path, size, packedSize, local, header }: Place): ZipEntry {
  const where = `${name}, ${JSON.stringify(printable(path, 200))} in it`;
  const refuse = (why: string) => new DatasetError(`${where}: ${why}`);
  const read = (): Uint8Array => {
    const flags = view.getUint16(header + 8, true);
    const method = view.getUint16(header + 10, true);
    if (flags & 1) throw refuse('is locked with a password. Pack it again without one.');
    if (method !== 0 && method !== 8)
      throw refuse(
        `is packed by method ${method}, expected 8 (deflate) or 0 (none). Pack it again with deflate.`,
      );
    if (local + 30 > bytes.length || view.getUint32(local, true) !== LOCAL_ENTRY)
      throw refuse(`damaged: it does not begin at byte ${local}. ${AGAIN}`);
    const from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    if (from + packedSize > bytes.length)
      throw refuse(`cut short: ends at byte ${bytes.length}, expected ${from + packedSize}. ${AGAIN}`);
    assertUnpackable(size, where);
    const packed = bytes.subarray(from, from + packedSize);
    const fits = method === 0 ? size === packedSize : size <= packedSize * MOST_DEFLATED;
    if (!fits)
      throw refuse(`damaged: ${packedSize} bytes cannot unpack to the ${size} that it claims. ${AGAIN}`);
    const unpacked = method === 0 ? packed : inflated(packed, size, where);
    if (unpacked.length !== size || crc32(unpacked) !== view.getUint32(header + 16, true))
      throw refuse(`damaged: what it unpacks to has not the length or checksum that the zip says. ${AGAIN}`);
    return unpacked;
  };
  return { path, size, read };
}

const AGAIN = 'Fetch the zip again, or pack it again.';

function inflated(packed: Uint8Array, size: number, where: string): Uint8Array {
  try {
    return inflateSync(packed, { out: new Uint8Array(size) });
  } catch (error) {
    throw new DatasetError(`${where}: cannot be unpacked: ${(error as Error).message}. ${AGAIN}`, {
      cause: error,
    });
  }
}

/** Where the list of files begins, and how many they are. */
function endOf(view: DataView): { directory: number; entries: number } | undefined {
  const first = Math.max(0, view.byteLength - END_BYTES - MOST_COMMENT_BYTES);
  for (let at = view.byteLength - END_BYTES; at >= first; at--) {
    if (view.getUint32(at, true) !== END) continue;
    const entries = view.getUint16(at + 10, true);
    const directory = view.getUint32(at + 16, true);
    if (entries !== 0xffff && directory !== ELSEWHERE) return { directory, entries };
    if (at < 20 || view.getUint32(at - 20, true) !== LOCATOR_64) return { directory, entries };
    const end64 = Number(view.getBigUint64(at - 12, true));
    if (end64 + 56 > view.byteLength || view.getUint32(end64, true) !== END_64) return undefined;
    return {
      entries: Number(view.getBigUint64(end64 + 32, true)),
      directory: Number(view.getBigUint64(end64 + 48, true)),
    };
  }
  return undefined;
}

/** Sizes and place of an entry, from its zip64 field where they stand there. */
function sizesOf(view: DataView, at: number, extra: number, extraBytes: number): [number, number, number] {
  const found: [number, number, number] = [
    view.getUint32(at + 24, true),
    view.getUint32(at + 20, true),
    view.getUint32(at + 42, true),
  ];
  for (let field = extra; field + 4 <= extra + extraBytes; ) {
    const length = view.getUint16(field + 2, true);
    const end = Math.min(field + 4 + length, extra + extraBytes);
    if (view.getUint16(field, true) === 1)
      for (let i = 0, value = field + 4; i < 3 && value + 8 <= end; i++)
        if (found[i] === ELSEWHERE) {
          found[i] = Number(view.getBigUint64(value, true));
          value += 8;
        }
    field = field + 4 + length;
  }
  return found;
}
