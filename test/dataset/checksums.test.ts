import { mkdtempSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { sha256 } from '../../pipeline/dataset/bitmaps.ts';
import { fileChecksum } from '../../pipeline/dataset/checksums.ts';
import { DatasetError } from '../../pipeline/dataset/source.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'checksums-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** All as old as each other, as files of one archive, or of a copy that keeps times. */
function put(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  utimesSync(file, 1_500_000_000, 1_500_000_000);
  return file;
}
const checksum = (file: string, onBytes?: () => void) => fileChecksum(file, join(folder, 'memory'), onBytes);

it('a file that is the same is read once', async () => {
  const file = put('cat.npy', 'one');
  let reads = 0;
  const count = () => {
    reads++;
  };
  const sums = [await checksum(file, count), await checksum(file, count)];
  expect([sums, reads]).toEqual([[sha256(Buffer.from('one')), sha256(Buffer.from('one'))], 1]);
});

it.each([
  ['moved to its place', () => renameSync(put('other.npy', 'two'), join(folder, 'cat.npy'))],
  ['written over it', () => put('cat.npy', 'two')],
])('other contents of the same size and age, %s, are told apart', async (_, change) => {
  const file = put('cat.npy', 'one');
  await checksum(file);
  change();
  expect(await checksum(file)).toBe(sha256(Buffer.from('two')));
});

it.each([
  ['a link to nowhere', () => symlinkSync(join(folder, 'gone'), join(folder, 'cat.npy'))],
  ['a folder', () => symlinkSync(folder, join(folder, 'cat.npy'))],
])('%s is refused by its name', async (_, make) => {
  make();
  await expect(checksum(join(folder, 'cat.npy'))).rejects.toThrow(DatasetError);
  await expect(checksum(join(folder, 'cat.npy'))).rejects.toThrow(/cat\.npy cannot be read: E/);
});
