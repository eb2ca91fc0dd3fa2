/** Where experiments that authors add with `new` are declared: every file of `own/` is one, under its file name. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, 'own');

/** Their paths, sorted; none where nobody has added one. */
export function ownDeclarations(folder = FOLDER): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && !file.startsWith('.'))
    .sort()
    .map((file) => join(folder, file));
}
