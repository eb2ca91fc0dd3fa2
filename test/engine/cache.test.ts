import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hashSources, openCache } from '../../pipeline/engine/cache.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cache-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a cached value comes back with its typed arrays', async () => {
  const value = { report: { history: [{ epoch: 1 }] }, state: { codes: Int8Array.of(-127, 3) } };
  await openCache(folder).set('key', value);
  expect(openCache(folder).get('key')).toEqual(value);
});

test('an unknown key gives undefined', () => {
  expect(openCache(folder).get('nothing')).toBeUndefined();
});

test('a damaged or truncated file counts as absent', async () => {
  const cache = openCache(folder);
  await cache.set('key', { numbers: Float32Array.of(1, 2, 3) });
  const file = join(folder, 'key.bin');
  const whole = readFileSync(file);
  const flipped = Buffer.from(whole);
  flipped.writeUInt8(flipped.readUInt8(40) ^ 1, 40);
  writeFileSync(file, flipped);
  expect(cache.get('key')).toBeUndefined();
  writeFileSync(file, whole.subarray(0, 20));
  expect(cache.get('key')).toBeUndefined();
});

test('a value that cannot be stored leaves the old one and no temporary file', async () => {
  const cache = openCache(folder);
  await cache.set('key', 'old');
  await expect(cache.set('key', () => {})).rejects.toThrow();
  expect(cache.get('key')).toBe('old');
  expect(readdirSync(folder)).toEqual(['key.bin']);
});

test('the hash of a source changes with it and with what it imports, and with nothing else', () => {
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  write('tree.ts', 'export const depth = 1;');
  write('forest.ts', "import { depth } from './tree.ts';\nimport x from 'elsewhere';");
  write('other.ts', 'one');
  const hash = () => hashSources([join(folder, 'forest.ts')]);
  const before = hash();
  write('other.ts', 'two');
  expect(hash()).toBe(before);
  write('tree.ts', 'export const depth = 2;');
  expect(hash()).not.toBe(before);
});

test('the hash of a source does not change with its types and comments', () => {
  const file = join(folder, 'leaf.ts');
  const hashOf = (text: string) => {
    writeFileSync(file, text);
    return hashSources([file]);
  };
  const plain = hashOf('export const depth = 1;');
  expect(hashOf('/** How deep. */\nexport const depth: number = 1; // so far')).toBe(plain);
  expect(hashOf('interface Leaf { readonly depth: number }\nexport const depth = 1;')).toBe(plain);
  expect(hashOf('export const depth = 2;')).not.toBe(plain);
});
