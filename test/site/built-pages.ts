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

/** Pages on which a figure of the site stands alone: many, and made alike. */
export const isFigureAlone = (file: string): boolean => /^embed\/(?!draw\/).+\/index\.html$/.test(file);

/** Of those a few, each of another kind: charts, drawings, a model at work, a wide table, sliders. */
const FIGURES_ALONE = [
  'threshold',
  'samples',
  'convnet-look',
  'part-2/confusion-matrix',
  'part-2/rendering',
  'part-2/numbers-of-2017',
].map((path) => `embed/${path}/index.html`);

/** All pages, but of figures that stand alone those few: for what takes long. */
export const sampledPages = (): string[] =>
  builtPages().filter((file) => !isFigureAlone(file) || FIGURES_ALONE.includes(file));

/** Address of a page below the site's base: `part-2/`, `404.html`. */
export const addressOf = (file: string): string => file.replace(/index\.html$/, '');
