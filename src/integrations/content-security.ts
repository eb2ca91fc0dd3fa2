/**
 * A content security policy in every built page: scripts of this site alone, and those written into the page by their
 * hash; nothing from elsewhere. Hosts need no header for it. Who may put a page into a frame a page cannot say: that
 * takes a header, as in `pipeline/examples/nginx.conf`.
 */
import { createHash } from 'node:crypto';
import type { AstroIntegration } from 'astro';
import { changePages } from './change-pages.ts';

const INLINE_SCRIPT = /<script\b(?![^>]*\ssrc=)([^>]*)>([\s\S]*?)<\/script>/g;
/** Of what runs; anything else is data. */
const RUNS = /\stype="?(module|text\/javascript)\b/;

/** What a page may load besides its own scripts. */
const SOURCES = {
  'default-src': ["'self'"],
  // Rules may stand at an element: the numbers that charts and drawings are laid out by. `blob:` and `data:` are what
  // readers have made in the page.
  'style-src': ["'self'", "'unsafe-inline'"],
  'img-src': ["'self'", 'data:', 'blob:'],
  'connect-src': ["'self'", 'data:', 'blob:'],
  'worker-src': ["'self'", 'blob:'],
  'frame-src': ["'self'"],
  'object-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'self'"],
} as const;

/** @returns the page with its policy right behind the declaration of its encoding, where it holds for all that follows. */
export function withPolicy(html: string): string {
  const hashes = new Set<string>();
  for (const [, attributes = '', text = ''] of html.matchAll(INLINE_SCRIPT)) {
    if (/\stype=/.test(attributes) && !RUNS.test(attributes)) continue;
    hashes.add(`'sha256-${createHash('sha256').update(text).digest('base64')}'`);
  }
  const policy = Object.entries({
    ...SOURCES,
    'script-src': ["'self'", "'wasm-unsafe-eval'", ...hashes], // the models run in WebAssembly
  })
    .map(([directive, sources]) => `${directive} ${sources.join(' ')}`)
    .join('; ');
  return html.replace(
    /<meta charset="utf-8">/i,
    (charset) => `${charset}<meta http-equiv="content-security-policy" content="${policy}">`,
  );
}

/** To be listed after everything else that changes pages. */
export default function contentSecurity(): AstroIntegration {
  return {
    name: 'content-security',
    hooks: {
      'astro:build:done': ({ dir }) => changePages(dir, withPolicy),
    },
  };
}
