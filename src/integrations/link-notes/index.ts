/**
 * Links on paper: small numbers in the text, and the addresses at the end of each chapter, or of the page. Written into
 * the pages by the build, so that it takes no script; on the screen nothing of it is there.
 */
import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { changePages } from '../change-pages.ts';
import { linkNotes } from './link-notes.ts';

/** To be listed behind everything that makes pages or links, and before what compresses them. */
export default function linkNotesIntegration(): AstroIntegration {
  let base = '/';
  let origin = '';
  return {
    name: 'link-notes',
    hooks: {
      'astro:config:done': ({ config }) => {
        base = config.base.replace(/\/?$/, '/');
        origin = config.site === undefined ? '' : new URL(config.site).origin;
      },
      'astro:build:done': ({ dir }) => {
        const root = fileURLToPath(dir);
        return changePages(dir, (html, file) => {
          const path = relative(root, file).split(sep).join('/');
          return linkNotes(html, `${origin}${base}${path.replace(/(^|\/)index\.html$/, '$1')}`);
        });
      },
    },
  };
}
