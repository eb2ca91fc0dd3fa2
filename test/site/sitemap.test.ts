/** What search engines are told. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { addressOf, builtPages, SITE } from './built-pages.ts';
import { siteUrl } from './harness.ts';
import { ADDRESS } from './setup.ts';

it('lists every page that may be found, and none that may not', async () => {
  const index = await (await fetch(siteUrl('/', 'sitemap-index.xml'))).text();
  expect(index).toContain(`<loc>${ADDRESS}/sitemap-0.xml</loc>`);
  const text = await (await fetch(siteUrl('/', 'sitemap-0.xml'))).text();
  const listed = [...text.matchAll(/<loc>(.*?)<\/loc>/g)].map(([, address]) => address);
  const found = builtPages()
    .filter((file) => !/name="robots" content="noindex"/.test(readFileSync(join(SITE, file), 'utf8')))
    .map((file) => `${ADDRESS}/${addressOf(file)}`);
  expect(found.length).toBeGreaterThan(15);
  expect(listed.sort()).toEqual(found.sort());
});

it('names the list where the site knows its own address, and nothing elsewhere', async () => {
  const robots = async (base: '/' | '/doodles/') => (await fetch(siteUrl(base, 'robots.txt'))).text();
  expect(await robots('/')).toBe(`User-agent: *\nAllow: /\nSitemap: ${ADDRESS}/sitemap-index.xml\n`);
  expect(await robots('/doodles/')).toBe('User-agent: *\nAllow: /\n');
  expect((await fetch(siteUrl('/doodles/', 'sitemap-index.xml'))).status).toBe(404);
});
