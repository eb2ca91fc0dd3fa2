import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * The program that a variable of the environment names, or the first of `names` on the search path.
 * @returns its path, or undefined where there is none.
 */
export function installed(variable: string, names: readonly string[]): string | undefined {
  const named = process.env[variable];
  if (named !== undefined) return named;
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return names
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((path) => existsSync(path));
}
