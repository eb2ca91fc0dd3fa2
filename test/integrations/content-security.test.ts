import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { withPolicy } from '../../src/integrations/content-security.ts';

const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const page = (body: string) =>
  `<!doctype html><html><head><meta charset="utf-8"></head><body>${body}</body></html>`;
const policyOf = (html: string) => /content="([^"]*)"/.exec(withPolicy(html))?.[1] ?? '';
const scripts = (html: string) => /script-src ([^;]*)/.exec(policyOf(html))?.[1]?.split(' ');

test('the policy stands before anything that it governs', () => {
  expect(withPolicy(page(''))).toMatch(
    /<head><meta charset="utf-8"><meta http-equiv="content-security-policy"/,
  );
});

test('scripts in the page run by their hash, each once, and none beside them', () => {
  const first = 'try { go(); } catch {\n}';
  const html = page(`<script>${first}</script><script type="module">go()</script><script>${first}</script>`);
  expect(scripts(html)).toEqual(["'self'", "'wasm-unsafe-eval'", hash(first), hash('go()')]);
});

test('files of scripts, and data, have no hash', () => {
  const html = page(
    '<script type="module" src="/a.js"></script><script type="text/csv" data-caption="x">a,b</script><script type="application/json">{}</script>',
  );
  expect(scripts(html)).toEqual(["'self'", "'wasm-unsafe-eval'"]);
});

test('nothing comes from elsewhere, and nothing is evaluated', () => {
  const policy = policyOf(page(''));
  expect(policy).toMatch(/default-src 'self';/);
  expect(policy).not.toMatch(/https?:|\*|'unsafe-eval'/);
  expect(policy).toMatch(/object-src 'none'; base-uri 'none'/);
});
