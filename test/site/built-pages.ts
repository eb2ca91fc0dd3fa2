/** Every page that the build has written, for what must hold of all of them, whichever there are. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './build.ts';

/** The folder of the site at `/`. */
export const SITE = join(ROOT, 'build/site');

/** Files of pages below `SITE`, `part-2/index.html`; of use in a test, not before: the build may still go on. */
export function builtPages(): string[] {
  return readdirSync(SITE, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.html'))
    .sort();
}

/** Address of a page below the site's base: `part-2/`, `404.html`. */
export const addressOf = (file: string): string => file.replace(/index\.html$/, '');
