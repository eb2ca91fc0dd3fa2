/** Folders one by one, since the recursive way names the wrong reason: on a read-only disk Node 24 says ENOENT instead of EROFS. */
import { mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { asWriteError } from './writeWhole.ts';

/**
 * Makes a folder and those above it that are not there.
 * @param mkdir makes one folder, as `fs.mkdirSync` does
 * @returns the uppermost that was made, if any was.
 * @throws WriteError that names the folder that cannot be made, and says why
 */
export function makeFolder(
  folder: string,
  mkdir: (folder: string) => unknown = mkdirSync,
): string | undefined {
  const missing: string[] = [];
  for (
    let at = path.resolve(folder);
    statSync(at, { throwIfNoEntry: false }) === undefined;
    at = path.dirname(at)
  )
    missing.unshift(at);
  for (const each of missing)
    try {
      mkdir(each);
    } catch (error) {
      // Another run may have made it meanwhile.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw asWriteError(error, each);
    }
  if (statSync(folder).isDirectory()) return missing[0];
  throw asWriteError(
    Object.assign(new Error(`ENOTDIR: ${folder} is a file`), { code: 'ENOTDIR', syscall: 'mkdir' }),
    folder,
  );
}
