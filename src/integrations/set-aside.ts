/**
 * Takes out of the built pages what is not read with them, and puts it into files beside them:
 * - the properties of islands that wait for `client:near`, which fetches them (`<island data-props="...json">`);
 * - the tables of figures (`DataTable.astro`), which are made when opened: `figures/<id>.csv` beside the page.
 */
import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { changePages } from './change-pages.ts';

/** Below this a file of its own costs more than it saves. */
const LEAST_CHARACTERS = 400;

const FRAME_OR_TABLE =
  /<figure\b[^>]* data-frame="([^"]*)"|<script type="text\/csv" data-caption="([^"]*)">([\s\S]*?)<\/script>/g;

export interface SetAside {
  readonly html: string;
  /** Properties by the name of their file. */
  readonly props: ReadonlyMap<string, string>;
  /** CSV by the id of its figure. */
  readonly tables: ReadonlyMap<string, string>;
}

/** @param assets address of the folder for the properties, with a slash at its end */
export function setAside(html: string, assets: string): SetAside {
  const props = new Map<string, string>();
  const tables = new Map<string, string>();
  let id = '';
  const light = html
    .replace(/<astro-island(?:\s+[\w-]+(?:="[^"]*")?)*\s*>/g, (island) => {
      const held = / props="([^"]*)"/.exec(island);
      if (!held?.[1] || held[1].length < LEAST_CHARACTERS || !/ client="near"/.test(island)) return island;
      const json = unescaped(held[1]);
      const name = `${createHash('sha256').update(json).digest('hex').slice(0, 8)}.json`;
      props.set(name, json);
      return island.replace(held[0], ` data-props="${assets}${name}"`);
    })
    // A frame may have figures in it, but no other frame: what comes behind its name is its own.
    .replace(FRAME_OR_TABLE, (found, frame?: string, caption?: string, csv = '') => {
      if (frame !== undefined) id = frame;
      if (caption === undefined) return found;
      const before = tables.get(id);
      const text = csv.replaceAll('<\\/', '</');
      tables.set(id, before === undefined ? text : `${before}\r\n${text}`);
      return `<p class="data-table-name" data-caption="${caption}">${caption} (CSV)</p>`;
    });
  return { html: light, props, tables };
}

const ENTITIES: Readonly<Record<string, string>> = {
  quot: '"',
  '#34': '"',
  '#39': "'",
  lt: '<',
  gt: '>',
  amp: '&',
  '#38': '&',
};
const unescaped = (attribute: string) =>
  attribute.replace(/&(quot|#34|#39|lt|gt|amp|#38);/g, (_, name: string) => ENTITIES[name] ?? '');

export default function setAsideIntegration(): AstroIntegration {
  let folder = '';
  let address = '';
  return {
    name: 'set-aside',
    hooks: {
      'astro:config:done': ({ config }) => {
        folder = config.build.assets;
        address = `${config.base.replace(/\/?$/, '/')}${folder}/`;
      },
      'astro:build:done': async ({ dir }) => {
        const root = fileURLToPath(dir);
        await changePages(dir, async (whole, path) => {
          const { html, props, tables } = setAside(whole, address);
          for (const [name, json] of props) await writeFile(join(root, folder, name), json);
          for (const [id, csv] of tables) {
            const file = join(dirname(path), 'figures', `${id}.csv`);
            await mkdir(dirname(file), { recursive: true });
            await writeFile(file, csv);
          }
          return html;
        });
      },
    },
  };
}
