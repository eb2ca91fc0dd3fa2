import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeFolder } from '../../pipeline/dataset/makeFolder.ts';
import { WriteError } from '../../pipeline/dataset/writeWhole.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'made-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

it('makes a folder and those above it, and takes one that is there', () => {
  expect(makeFolder(join(root, 'a/b/c'))).toBe(join(root, 'a'));
  expect(makeFolder(join(root, 'a/b/c'))).toBeUndefined();
  expect(statSync(join(root, 'a/b/c')).isDirectory()).toBe(true);
});

it('says of a read-only disk that it is one', () => {
  const readOnly = (folder: string) => {
    throw Object.assign(new Error(`EROFS: read-only file system, mkdir '${folder}'`), {
      code: 'EROFS',
      syscall: 'mkdir',
    });
  };
  const make = () => makeFolder(join(root, 'a/b'), readOnly);
  expect(make).toThrow(WriteError);
  expect(make).toThrow(/\/a cannot be written: EROFS: read-only.*Choose a folder that you may write to/);
});

it('takes one that another run has made meanwhile', () => {
  const late = (folder: string) => {
    mkdirSync(folder);
    mkdirSync(folder);
  };
  makeFolder(join(root, 'a/b'), late);
  expect(statSync(join(root, 'a/b')).isDirectory()).toBe(true);
});

it.each(['file', 'file/below'])('refuses a file in its place: %s', (name) => {
  writeFileSync(join(root, 'file'), '');
  expect(() => makeFolder(join(root, name))).toThrow(
    /cannot be written: ENOTDIR.*A file stands where a folder/,
  );
});
