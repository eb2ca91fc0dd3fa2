/** The site as the benchmarks in a browser visit it, built anew when something that it is made of is newer. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { buildSite, ROOT } from '../site/build.ts';

const OUT = 'build/bench';

/** Time of the newest file that the site is made of. */
function newest(path: string): number {
  if (!statSync(path).isDirectory()) return statSync(path).mtimeMs;
  const below = readdirSync(path, { recursive: true, withFileTypes: true });
  return Math.max(
    ...below
      .filter((entry) => entry.isFile())
      .map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs),
  );
}

/**
 * @returns the folder of the site, at the base `/`
 * @throws Error with Astro's output when it does not build.
 */
export async function builtSite(): Promise<string> {
  const folder = join(ROOT, OUT);
  const built = join(folder, 'index.html');
  const sources = ['src', 'content', 'public', 'astro.config.mjs', 'package-lock.json'];
  const isNew = () => statSync(built).mtimeMs > Math.max(...sources.map((each) => newest(join(ROOT, each))));
  if (existsSync(built) && isNew()) return folder;
  console.error('building the site');
  const { code, output } = await buildSite({ SITE_BASE: '/', SITE_OUT: OUT });
  if (code !== 0) throw new Error(`the site does not build:\n${output}`);
  return folder;
}
