import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Changes every page of a built site, one after the other.
 * @param change gets a page and the path of its file. @returns what takes its place.
 */
export async function changePages(
  dir: URL,
  change: (html: string, path: string) => string | Promise<string>,
): Promise<void> {
  const entries = await readdir(fileURLToPath(dir), { recursive: true, withFileTypes: true });
  for (const entry of entries.filter(({ name }) => name.endsWith('.html'))) {
    const path = join(entry.parentPath, entry.name);
    await writeFile(path, await change(await readFile(path, 'utf8'), path));
  }
}
