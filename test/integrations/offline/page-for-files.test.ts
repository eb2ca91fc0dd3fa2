import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { withPolicy } from '../../../src/integrations/content-security.ts';
import { pageForFiles } from '../../../src/integrations/offline/page-for-files.ts';

const page = (body: string) =>
  withPolicy(
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>a</title></head><body>${body}</body></html>`,
  );
const read = (path: string) => Buffer.from(`bytes of ${path}`);
const made = (body: string) => pageForFiles(page(body), 'draw/index.html', '/doodles/', read);

describe('pageForFiles', () => {
  it('lets its own guard run, and nothing else that the policy had not named', () => {
    const html = made('');
    const guard = /<script>([^<]*)<\/script>/.exec(html)?.[1] ?? '';
    expect(guard).toContain("location.protocol === 'file:'");
    const hash = createHash('sha256').update(guard).digest('base64');
    expect(/content="([^"]*)"/.exec(html)?.[1]).toContain(`script-src 'self' 'sha256-${hash}'`);
    expect(html.indexOf('http-equiv')).toBeLessThan(html.indexOf('<script>'));
  });

  it('brings each sheet of drawings into the page once, since a file may not be a mask', () => {
    const cell = '<i style="--sprite: url(/doodles/exhibits/cat.png)"></i>';
    const html = made(`${cell}${cell}<i style="--sprite: url(/doodles/exhibits/sheep.png)"></i>`);
    const base64 = (path: string) => read(path).toString('base64');
    expect(html.match(/var\(--sheet-1\)/g)).toHaveLength(2);
    expect(html).toContain(`--sheet-1: url(data:image/png;base64,${base64('exhibits/cat.png')});`);
    expect(html).toContain(`--sheet-2: url(data:image/png;base64,${base64('exhibits/sheep.png')});`);
    expect(html).not.toContain('url(/doodles/');
  });

  it('says what needs a server, and what pages say without scripts', () => {
    const html = made('<noscript><p>The quiz needs JavaScript.</p></noscript>');
    expect(html).toContain('<a href="../offline/index.html#zip">');
    expect(html).toContain('</noscript><div class="from-file"><p>The quiz needs JavaScript.</p></div>');
  });
});
