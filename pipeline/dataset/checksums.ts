/**
 * SHA-256 of large files, streamed, and remembered so that a file is only read once: by its size, its number on the disk, and
 * the times of its contents and of itself, since another file that is moved to its place may be as large and as old.
 */
import { createHash } from 'node:crypto';
import { createReadStream, type Stats } from 'node:fs';
import { mkdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { sha256 } from './bitmaps.ts';
import { DatasetError } from './source.ts';
import { writeWhole } from './writeWhole.ts';

const remembered = z.object({
  file: z.string(),
  bytes: z.number(),
  modifiedMs: z.number(),
  changedMs: z.number(),
  inode: z.number(),
  sha256: z.string(),
});

/**
 * The checksum of a file.
 * @param memory folder that remembers checksums; where it cannot be written, nothing is remembered.
 * @param onBytes told how many bytes have been read so far; not called when the checksum is remembered.
 * @throws DatasetError for a file that cannot be read.
 */
export async function fileChecksum(
  file: string,
  memory: string,
  onBytes?: (bytes: number) => void,
): Promise<string> {
  const absolute = path.resolve(file);
  const note = path.join(memory, `${sha256(Buffer.from(absolute)).slice(0, 32)}.json`);
  const unreadable = (cause: Error): never => {
    throw new DatasetError(`${file} cannot be read: ${cause.message}`, { cause });
  };
  const before = stateOf(await stat(absolute).catch(unreadable));
  const known = remembered.safeParse(await readJson(note)).data;
  if (known?.file === absolute && isSame(known, before)) return known.sha256;

  const hash = createHash('sha256');
  let bytes = 0;
  const chunks = createReadStream(absolute, { highWaterMark: 2 ** 20 });
  try {
    for await (const chunk of chunks) {
      hash.update(chunk);
      bytes += chunk.length;
      onBytes?.(bytes);
    }
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) unreadable(error);
    throw error;
  }
  const digest = hash.digest('hex');
  const after = stateOf(await stat(absolute).catch(unreadable));
  // A file that changed under the reading is not remembered, so it is read again next time.
  if (isSame(after, before) && bytes === before.bytes)
    await remember(note, { file: absolute, ...before, sha256: digest });
  return digest;
}

type State = Pick<z.infer<typeof remembered>, 'bytes' | 'modifiedMs' | 'changedMs' | 'inode'>;

const stateOf = ({ size, mtimeMs, ctimeMs, ino }: Stats): State => ({
  bytes: size,
  modifiedMs: mtimeMs,
  changedMs: ctimeMs,
  inode: ino,
});

const isSame = (a: State, b: State): boolean =>
  a.bytes === b.bytes && a.modifiedMs === b.modifiedMs && a.changedMs === b.changedMs && a.inode === b.inode;

async function remember(note: string, entry: z.infer<typeof remembered>): Promise<void> {
  try {
    await mkdir(path.dirname(note), { recursive: true });
    await writeWhole(note, `${JSON.stringify(entry)}\n`);
  } catch {
    // Only costs the time to read the file again.
  }
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return undefined;
  }
}
