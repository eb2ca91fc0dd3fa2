/** A small site, made fit to be kept. */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { KeptFile } from '../../../src/components/offline/kept-list.ts';
import { fillWeights } from '../../../src/integrations/offline/fill-weights.ts';
import { makeOffline } from '../../../src/integrations/offline/make-offline.ts';
import { precompressFolder } from '../../../src/integrations/precompress.ts';

let folder: string;
let cache: string;
const html = (body: string) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>a</title></head><body>${body}</body></html>`;
const FILES = {
  'index.html': html('<a href="/doodles/draw/">Draw</a>'.repeat(60)),
  '404.html': html('No such page'),
  'draw/index.html': html('<p>Draw</p>'),
  'offline/index.html': html(
    `<data value="0" data-weight="site line">not known</data>, <data value="0" data-weight="zip line">not known</data>${'<p>More</p>'.repeat(100)}`,
  ),
  '_astro/a.1234.js': 'export const a = 1;'.repeat(200),
  'models/forest.onnx': 'forest'.repeat(500),
  'exhibits/words/cat.png': 'picture',
  'exhibits/words/index.json': '[]',
  'social.png': 'picture',
  'rows/cats-and-sheep.json': '{}',
};
const text = (name: string) => readFileSync(join(folder, name), 'utf8');
const sha256 = (content: string) => createHash('sha256').update(content);
const read = () => {
  const [, note = ''] = /^self\.BUILD=(.*);\n/.exec(text('sw.js')) ?? [];
  const build: { list: string; sha256: string } = JSON.parse(note);
  const list: { files: KeptFile[] } = JSON.parse(text(build.list));
  return { build, files: new Map(list.files.map((file) => [file.path, file])) };
};

async function lay(): Promise<void> {
  folder = mkdtempSync(join(tmpdir(), 'site-'));
  cache = mkdtempSync(join(tmpdir(), 'cache-'));
  for (const [name, content] of Object.entries(FILES)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  await precompressFolder(folder, cache);
}
function clear(): void {
  rmSync(folder, { recursive: true });
  rmSync(cache, { recursive: true });
}
beforeEach(lay);
afterEach(clear);
const make = () => makeOffline(folder, '/doodles/', 'listen();', cache);

describe('the list of files', () => {
  it('has every file as pages ask for it, with checksum, part and weights', async () => {
    await make();
    const { files } = read();
    const model = `models/forest.onnx?v=${sha256(FILES['models/forest.onnx']).digest('hex').slice(0, 16)}`;
    expect([...files.keys()].sort()).toEqual(
      [
        '',
        '_astro/a.1234.js',
        'draw/',
        'exhibits/words/cat.png',
        'exhibits/words/index.json',
        model,
        'offline/',
      ].sort(),
    );
    expect(files.get('exhibits/words/cat.png')?.part).toBe('words');
    expect(files.get('exhibits/words/index.json')?.part).toBe('site');
    const page = files.get('');
    expect(page?.sha256).toBe(sha256(FILES['index.html']).digest('base64'));
    expect(page?.bytes).toBe(FILES['index.html'].length);
    expect(page?.lineBytes).toBe(readFileSync(join(folder, 'index.html.br')).length);
  });

  it('is named by its worker, and by its content', async () => {
    await make();
    const { build } = read();
    expect(build.sha256).toBe(sha256(text(build.list)).digest('base64'));
    expect(text('sw.js')).toMatch(/\nlisten\(\);$/);
    clear();
    await lay();
    await make();
    expect(read().build).toEqual(build);
    writeFileSync(join(folder, 'draw/index.html'), html('<p>Draw again</p>'));
    await make();
    expect(read().build.list).not.toBe(build.list);
  });

  it('holds the page that says what it weighs as it is after that', async () => {
    const { site, zipBytes } = await make();
    const page = text('offline/index.html');
    expect(read().files.get('offline/')?.sha256).toBe(sha256(page).digest('base64'));
    expect(page).toMatch(new RegExp(`value="${site.lineBytes}" data-weight="site line">\\d+\\skB<`));
    const said = Number(/value="(\d+)" data-weight="zip line"/.exec(page)?.[1]);
    expect(Math.abs(said - zipBytes)).toBeLessThan(300);
  });
});

describe('the ZIP', () => {
  it('has the site below its base, and a worker that knows its pages', async () => {
    await make();
    const unpacked = unzipSync(readFileSync(join(folder, 'doodles-site.zip')));
    const inside = (name: string) => Buffer.from(unpacked[`doodles-site/${name}`] ?? '').toString();
    expect(inside('READ-ME.txt')).toContain('http://localhost:8000/doodles/');
    for (const name of ['_astro/a.1234.js', 'models/forest.onnx', 'exhibits/words/cat.png'] as const)
      expect(inside(`doodles/${name}`)).toBe(FILES[name]);
    expect(inside('doodles/index.html')).toContain('<a href="draw/index.html">Draw</a>');
    const [, note = ''] = /^self\.BUILD=(.*);\n/.exec(inside('doodles/sw.js')) ?? [];
    const list: { files: KeptFile[] } = JSON.parse(inside(`doodles/${JSON.parse(note).list}`));
    const page = list.files.find(({ path }) => path === '');
    expect(page?.sha256).toBe(sha256(inside('doodles/index.html')).digest('base64'));
  });
});

describe('weights', () => {
  it('of something that nothing is known of end the build', () => {
    expect(() => fillWeights('<data value="0" data-weight="moon line">?</data>', {})).toThrow(
      'nothing weighs "moon line"',
    );
  });

  it('are packed with the page that says them', async () => {
    await make();
    const packed = readFileSync(join(folder, 'offline/index.html.br'));
    expect(brotliDecompressSync(packed).toString()).toBe(text('offline/index.html'));
    expect(text('offline/index.html')).not.toContain('not known');
  });
});
