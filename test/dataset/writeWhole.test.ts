import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WriteError, writeTogether, writeWhole } from '../../pipeline/dataset/writeWhole.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'write-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('replaces a file and leaves nothing beside it', async () => {
  const file = path.join(folder, 'a.json');
  await writeWhole(file, 'old');
  await writeWhole(file, new Uint8Array([110, 101, 119]));
  expect(await readFile(file, 'utf8')).toBe('new');
  expect(await readdir(folder)).toEqual(['a.json']);
});

it('leaves the old file and nothing else after a failure', async () => {
  const file = path.join(folder, 'a.json');
  await writeWhole(file, 'old');
  await expect(writeWhole(file, 42 as unknown as string)).rejects.toThrow(TypeError);
  expect(await readFile(file, 'utf8')).toBe('old');
  expect(await readdir(folder)).toEqual(['a.json']);
});

it('leaves every file of a set as it was when one cannot be written', async () => {
  const file = path.join(folder, 'a.json');
  await writeWhole(file, 'old');
  const missing = path.join(folder, 'no-such-folder', 'b.json');
  const failure = writeTogether(
    new Map([
      [file, 'new'],
      [missing, 'new'],
    ]),
  );
  await expect(failure).rejects.toThrow(WriteError);
  await expect(failure).rejects.toThrow(/b\.json cannot be written: ENOENT/);
  expect(await readFile(file, 'utf8')).toBe('old');
  expect(await readdir(folder)).toEqual(['a.json']);
});
