/** What is packed in a file: gzip, and zip of one file of drawings, also one within the other. */
import { DatasetError } from '../dataset-error.ts';
import { gunzip, isGzip } from './gunzip.ts';
import { printable } from './printable.ts';
import { byName, sniff } from './sniff.ts';
import { isZip, type ZipEntry, zipEntries } from './zip.ts';

export interface Unwrapped {
  readonly bytes: Uint8Array;
  /** For messages: of the file, and of what is in it where that has another name. */
  readonly name: string;
  /** Last part of the innermost name, without .gz: "cat.npy" of "cats.zip" with "full/cat.npy.gz" in it. */
  readonly fileName: string;
}

/** A tar.gz in a zip and the like would be more. */
const MOST_WRAPPINGS = 3;

/**
 * Bytes that are not packed, and NumPy's .npz, which is a zip too, come back as they are.
 * @param name of the file, for messages.
 * @throws DatasetError for damaged archives, for those with no file or several files of drawings, and for what unpacks to
 *   more than 2 GiB.
 */
export function unwrap(bytes: Uint8Array, name: string): Unwrapped {
  let inner: Unwrapped = { bytes, name, fileName: lastPart(name) };
  for (let depth = 0; ; depth++) {
    const next = unwrapOnce(inner);
    if (next === undefined) return inner;
    if (depth === MOST_WRAPPINGS)
      throw new DatasetError(
        `${name}: packed more than ${MOST_WRAPPINGS} times over, expected a file of drawings in it. Unpack it yourself.`,
      );
    inner = next;
  }
}

function unwrapOnce({ bytes, name, fileName }: Unwrapped): Unwrapped | undefined {
  if (isGzip(bytes)) return { bytes: gunzip(bytes, name), name, fileName: fileName.replace(/\.gz$/i, '') };
  if (!isZip(bytes)) return undefined;
  const entries = drawingsOf(zipEntries(bytes, name));
  if (isNpz(entries)) return undefined;
  const entry = onlyOne(entries, name);
  return {
    bytes: entry.read(),
    name: `${name}, ${printable(entry.path, 200)} in it`,
    fileName: lastPart(entry.path),
  };
}

/** Entries that an archiver or a system has not put there for itself. */
export const drawingsOf = <Entry extends Pick<ZipEntry, 'path'>>(entries: readonly Entry[]): Entry[] =>
  entries.filter(({ path }) => !/(^|\/)(__MACOSX\/|\.|Thumbs\.db$|desktop\.ini$)/i.test(path));

export const isNpz = (entries: readonly ZipEntry[]): boolean =>
  entries.length > 0 && entries.every(({ path }) => path.endsWith('.npy'));

/** The one entry, or the one of a known form: by name, and where no name tells, by its bytes. */
function onlyOne(entries: readonly ZipEntry[], name: string): ZipEntry {
  if (entries.length === 0)
    throw new DatasetError(`${name}: a zip that holds no file, expected one file of drawings.`);
  if (entries.length === 1) return entries[0] as ZipEntry;
  const named = entries.filter(({ path }) => byName(path) !== undefined);
  const known =
    named.length > 0 || entries.length > MOST_LOOKED_INTO
      ? named
      : entries.filter((entry) => sniff(entry.read(), lastPart(entry.path)) !== undefined);
  if (known.length === 1) return known[0] as ZipEntry;
  const list = (known.length > 1 ? known : entries)
    .slice(0, 5)
    .map(({ path }) => JSON.stringify(printable(path, 100)));
  const more = (known.length > 1 ? known : entries).length - list.length;
  throw new DatasetError(
    `${name}: a zip of ${entries.length} files, of which ${known.length || 'none'} can be drawings (${list.join(', ')}${more > 0 ? ` and ${more} more` : ''}), expected one. Unpack it into a folder, and give that.`,
  );
}

/** Without names that tell, so many are unpacked to be looked into. */
const MOST_LOOKED_INTO = 20;

const lastPart = (path: string): string =>
  path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
