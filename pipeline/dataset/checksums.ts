/** SHA-256 of large files, streamed, and remembered by size and time so that a file is only read once. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { sha256 } from './bitmaps.ts';
import { writeWhole } from './writeWhole.ts';

const remembered = z.object({
  file: z.string(),
  bytes: z.number(),
  modifiedMs: z.number(),
  sha256: z.string(),
});

/**
 * The checksum of a file.
 * @param memory folder that remembers checksums; where it cannot be written, nothing is remembered.
 * @param onBytes told how many bytes have been read so far; not called when the checksum is remembered.
 */
export async function fileChecksum(
  file: string,
  memory: string,
  onBytes?: (bytes: number) => void,
): Promise<string> {
  const absolute = path.resolve(file);
  const note = path.join(memory, `${sha256(Buffer.from(absolute)).slice(0, 32)}.json`);
  const { size, mtimeMs } = await stat(absolute);
  const known = remembered.safeParse(await readJson(note)).data;
  if (known?.file === absolute && known.bytes === size && known.modifiedMs === mtimeMs) return known.sha256;

  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(absolute, { highWaterMark: 2 ** 20 })) {
    hash.update(chunk);
    bytes += chunk.length;
    onBytes?.(bytes);
  }
  const digest = hash.digest('hex');
  const after = await stat(absolute);
  // A file that changed under the reading is not remembered, so it is read again next time.
  if (after.size === size && after.mtimeMs === mtimeMs && bytes === size)
    await remember(note, { file: absolute, bytes: size, modifiedMs: mtimeMs, sha256: digest });
  return digest;
}

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
