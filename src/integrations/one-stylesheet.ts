/**
 * Puts the stylesheets of a built page into one file, linked once, in the head: a page of many figures has dozens, some
 * of them in the middle of its text, where neither a browser nor the standard wants them.
 */
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { changePages } from './change-pages.ts';

const LINK = /<link rel="stylesheet" href="([^"]+)">/g;
/** What Astro writes beside the first island. */
const STYLE = /<style>([^<]*)<\/style>/g;

/**
 * @param sheetOf text of the stylesheet at an address
 * @param addressOf keeps the text of the new stylesheet, and names its address
 * @returns the page with one link where its first one was; the rules are in the order in which the page named them, those written
 *   into it last
 */
export async function oneStylesheet(
  html: string,
  sheetOf: (address: string) => Promise<string>,
  addressOf: (css: string) => Promise<string>,
): Promise<string> {
  const named = [...new Set([...html.matchAll(LINK)].map(([, address]) => address as string))];
  const inline = [...new Set([...html.matchAll(STYLE)].map(([, css]) => css as string))];
  if (named.length === 0 || named.length + inline.length < 2) return html;
  const css = [...(await Promise.all(named.map(sheetOf))), ...inline].map((text) => text.trim()).join('\n');
  const address = await addressOf(css);
  let first = true;
  return html.replace(STYLE, '').replace(LINK, () => {
    const link = first ? `<link rel="stylesheet" href="${address}">` : '';
    first = false;
    return link;
  });
}

/** To be listed after everything that writes pages. */
export default function oneStylesheetIntegration(): AstroIntegration {
  let base = '/';
  let assets = '';
  return {
    name: 'one-stylesheet',
    hooks: {
      'astro:config:done': ({ config }) => {
        base = config.base.replace(/\/?$/, '/');
        assets = config.build.assets;
      },
      'astro:build:done': async ({ dir }) => {
        const root = fileURLToPath(dir);
        await changePages(dir, (html) =>
          oneStylesheet(
            html,
            (address) => readFile(join(root, address.slice(base.length)), 'utf8'),
            async (css) => {
              const name = `${createHash('sha256').update(css).digest('hex').slice(0, 8)}.css`;
              await writeFile(join(root, assets, name), css);
              return `${base}${assets}/${name}`;
            },
          ),
        );
      },
    },
  };
}
