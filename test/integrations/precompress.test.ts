import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createRandom } from '../../src/core/random.ts';
import { precompressFolder } from '../../src/integrations/precompress.ts';

let folder: string;
let cache: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'site-'));
  cache = join(mkdtempSync(join(tmpdir(), 'cache-')), 'precompress');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const random = createRandom('precompress');
const noise = Buffer.from(Array.from({ length: 100_000 }, () => random.int(256)));
const text = (length: number) => 'All models look at the same drawing. '.repeat(length / 37);

it('writes both encodings beside a text, and the text comes back from them', async () => {
  const path = join(folder, 'index.html');
  writeFileSync(path, text(5000));
  const { files, bytes, brotliBytes } = await precompressFolder(folder, cache);
  expect(brotliDecompressSync(readFileSync(`${path}.br`)).toString()).toBe(text(5000));
  expect(gunzipSync(readFileSync(`${path}.gz`)).toString()).toBe(text(5000));
  expect([files, bytes]).toEqual([1, text(5000).length]);
  expect(brotliBytes).toBe(readFileSync(`${path}.br`).length);
});

it('leaves alone what is tiny, compressed in itself, or no smaller', async () => {
  writeFileSync(join(folder, 'tiny.js'), 'export {};');
  writeFileSync(join(folder, 'picture.png'), text(5000));
  writeFileSync(join(folder, 'noise.onnx'), noise);
  await precompressFolder(folder, cache);
  expect(readdirSync(folder).sort()).toEqual(['noise.onnx', 'picture.png', 'tiny.js']);
});

it('compresses a large file once, whatever its name and however often the site is built', async () => {
  writeFileSync(join(folder, 'a.wasm'), text(200_000));
  await precompressFolder(folder, cache);
  const [kept] = readdirSync(cache).filter((name) => name.endsWith('.br'));
  writeFileSync(join(cache, kept as string), 'from the cache');
  writeFileSync(join(folder, 'b.wasm'), text(200_000));
  await precompressFolder(folder, cache);
  expect(readFileSync(join(folder, 'b.wasm.br'), 'utf8')).toBe('from the cache');
  expect(existsSync(join(folder, 'a.wasm.br.br'))).toBe(false);
});
