import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';

/** The disk would not take a file, or more of it; the message names the file and says what to do. */
export class WriteError extends Error {
  override name = 'WriteError';
}

const REMEDIES: Readonly<Record<string, string>> = {
  ENOSPC: 'Free some space or choose another folder, then run again.',
  EDQUOT: 'Free some space or choose another folder, then run again.',
  EACCES: 'Choose a folder that you may write to.',
  EPERM: 'Choose a folder that you may write to.',
  EROFS: 'Choose a folder that you may write to.',
  ENOTDIR: 'A file stands where a folder should be: choose another folder.',
  EEXIST: 'A file stands where a folder should be: choose another folder.',
};

/** What the system said about a file or folder as a WriteError; any other error as it is. */
export function asWriteError(error: unknown, file: string): unknown {
  const { code, syscall, message } = error as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined) return error;
  const remedy = REMEDIES[code] ?? 'Mend that or choose another folder.';
  return new WriteError(`${file} cannot be written: ${message}. ${remedy}`, { cause: error });
}

/** Writes under a temporary name beside the file, to the disk. @returns that name. */
async function writeBeside(file: string, content: string | Uint8Array): Promise<string> {
  const temporary = `${file}.${randomUUID()}.tmp`;
  try {
    const handle = await open(temporary, 'wx');
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    return temporary;
  } catch (error) {
    await rm(temporary, { force: true });
    throw asWriteError(error, file);
  }
}

/**
 * Writes files that belong together: all are on the disk before the first takes its name, so that a full disk
 * leaves everything as it was.
 * @param files by path; their folders exist.
 * @throws WriteError
 */
export async function writeTogether(files: ReadonlyMap<string, string | Uint8Array>): Promise<void> {
  const written = new Map<string, string>();
  try {
    for (const [file, content] of files) written.set(file, await writeBeside(file, content));
    for (const [file, temporary] of written)
      await rename(temporary, file).catch((error) => {
        throw asWriteError(error, file);
      });
  } finally {
    for (const temporary of written.values()) await rm(temporary, { force: true });
  }
}

/** Writes a file wholly or not at all. @throws WriteError */
export const writeWhole = (file: string, content: string | Uint8Array): Promise<void> =>
  writeTogether(new Map([[file, content]]));
