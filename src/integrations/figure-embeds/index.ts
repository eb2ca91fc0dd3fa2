/**
 * Gives every figure of the built site a page of its own, for a frame on somebody else's page, and lists them all: out of
 * the pages where they stand, so that no figure is written twice. See `src/components/embed-path.ts` for their addresses.
 */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { embedPath } from '../../components/embed-path.ts';
import { EXAMPLE_ORIGIN } from '../../components/example-origin.ts';
import { changePages } from '../change-pages.ts';
import { embedPage } from './embed-page.ts';
import { type FoundFigure, figuresIn } from './figures-in.ts';
import { type ListedPage, listPage } from './list-page.ts';

/** The shell, which is no page of the site, and the list, below it. */
const SHELL = 'embed/figure/index.html';
const LIST = 'embed/index.html';

interface FigurePage extends ListedPage {
  readonly html: string;
  readonly figures: readonly FoundFigure[];
}

/** To be listed behind what takes apart the pages of figures, and before what completes pages. */
export default function figureEmbeds(): AstroIntegration {
  let base = '/';
  let origin = EXAMPLE_ORIGIN;
  return {
    name: 'figure-embeds',
    hooks: {
      'astro:config:done': ({ config }) => {
        base = config.base.replace(/\/?$/, '/');
        origin = config.site === undefined ? EXAMPLE_ORIGIN : new URL(config.site).origin;
      },
      'astro:build:done': async ({ dir, logger }) => {
        const root = fileURLToPath(dir);
        const shell = await readFile(join(root, SHELL), 'utf8');
        await rm(join(root, dirname(SHELL)), { recursive: true });
        const pages = await pagesWithFigures(dir, root);
        const written = new Set<string>();
        for (const page of pages)
          for (const figure of page.figures) {
            const path = embedPath(page.path, figure.id);
            if (written.has(path)) throw new Error(`two figures would stand at ${path}: give one another id`);
            written.add(path);
            await mkdir(join(root, path), { recursive: true });
            const file = join(root, path, 'index.html');
            await writeFile(file, embedPage(shell, page, figure, base), { flag: 'wx' });
          }
        const list = join(root, LIST);
        await writeFile(list, listPage(await readFile(list, 'utf8'), pages, base, origin));
        logger.info(`${written.size} figures have a page for frames`);
      },
    },
  };
}

/** Part 1 first, then part 2, then all others by their address. */
async function pagesWithFigures(dir: URL, root: string): Promise<FigurePage[]> {
  const pages: FigurePage[] = [];
  await changePages(dir, (html, file) => {
    const path = relative(root, file)
      .split(sep)
      .join('/')
      .replace(/index\.html$/, '');
    const figures = figuresIn(html);
    if (figures.length > 0) {
      const title =
        /<h1\b[^>]*>([\s\S]*?)<\/h1>/
          .exec(html)?.[1]
          ?.replace(/<[^>]*>/g, '')
          .trim() ?? path;
      pages.push({ html, path, title, figures });
    }
    return html;
  });
  const rank = ({ path }: FigurePage) => ['', 'part-2/'].indexOf(path) >>> 0;
  return pages.sort((a, b) => rank(a) - rank(b) || a.path.localeCompare(b.path));
}
