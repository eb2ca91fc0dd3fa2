import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { folderSource } from '../../pipeline/dataset/folder.ts';
import { plainName } from '../../pipeline/dataset/folderHints.ts';
import { openSource } from '../../pipeline/dataset/open.ts';
import { madeUpPixels, npyFile } from './bucket.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hints-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const bitmaps = (...names: string[]) => {
  for (const name of names) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), npyFile(madeUpPixels(105)));
  }
};
const open = () => folderSource(folder, { cacheDir: join(folder, '.cache') });

it.each([
  ['alarm_clock.npy', 'alarm clock'],
  ['alarm%20clock.npy', 'alarm clock'],
  ['full_numpy_bitmap_apple.npy', 'apple'],
  ['full%2Fnumpy_bitmap%2Falarm+clock.npy', 'alarm clock'],
  ['apple.npy.gz', 'apple'],
  ['100%.npy', '100%'],
])('%s was meant for %s', (file, name) => {
  expect(plainName(file)).toBe(name);
});

it('files with underscores or %20 in their names are named, with what to call them', async () => {
  bitmaps(
    'full/numpy_bitmap/alarm_clock.npy',
    'full/numpy_bitmap/hot%20dog.npy',
    'full/numpy_bitmap/t-shirt.npy',
  );
  await expect(open()).rejects.toThrow(
    /with spaces\. Rename in .*: "alarm_clock\.npy" to "alarm clock\.npy", "hot%20dog\.npy" to "hot dog\.npy"$/,
  );
});

it('names of the author’s own may hold what they like', async () => {
  bitmaps('full/numpy_bitmap/my_cat.npy', 'full/numpy_bitmap/cat.npy');
  expect((await open()).classes).toEqual(['cat', 'my_cat']);
});

it.each([
  [
    'cat.npy',
    /has no folder full\/numpy_bitmap; .*cat\.npy is there: move it to .*full\/numpy_bitmap\/cat\.npy\.$/,
  ],
  ['numpy_bitmap/cat.npy', /numpy_bitmap\/cat\.npy is there: move it to .*full\/numpy_bitmap\/cat\.npy\.$/],
  ['full/numpy_bitmap/cat.npy.gz', /holds no class; .*cat\.npy\.gz is there: unpack it to .*cat\.npy\.$/],
])('drawings at %s are found, with where to put them', async (file, message) => {
  bitmaps(file);
  await expect(open()).rejects.toThrow(message);
});

it('a word whose file lies elsewhere is told where', async () => {
  bitmaps('full/numpy_bitmap/cat.npy', 'full_numpy_bitmap_apple.npy');
  await expect((await open()).available('apple')).rejects.toThrow(
    /full_numpy_bitmap_apple\.npy is there: move it to .*full\/numpy_bitmap\/apple\.npy\.$/,
  );
});

it('a list that lists nothing is not taken for an empty folder', async () => {
  bitmaps('full/numpy_bitmap/cat.npy');
  writeFileSync(join(folder, 'dataset.json'), JSON.stringify({ classes: {} }));
  await expect(open()).rejects.toThrow(/its dataset\.json lists no class, though there are files/);
});

it.each([
  ['cat.npy', /is a file, not a folder\. Pass the folder that has full\/numpy_bitmap in it/],
  ['drawings.zip', /is a file, not a folder\. Unpack it/],
  ['notes.txt', /is a file, not a folder\. Pass a folder/],
])('a file in the place of a folder is called one: %s', async (name, message) => {
  bitmaps(name);
  await expect(openSource(join(folder, name), { cacheDir: join(folder, '.cache') })).rejects.toThrow(message);
});
