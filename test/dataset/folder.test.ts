import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { folderSource } from '../../pipeline/dataset/folder.ts';
import { DatasetError, type LoadProgress } from '../../pipeline/dataset/source.ts';
import { PIXELS } from '../../src/learning/classifier.ts';
import { madeUpPixels, npyFile } from './bucket.ts';

const pixels = madeUpPixels(120);
const vectors = Array.from({ length: 110 }, (_, i) =>
  JSON.stringify({ word: 'cat', key_id: String(i), drawing: [[[i], [0]]] }),
).join('\n');
const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');

let root: string;
let data: string;
const file = (name: string) => path.join(data, 'full', 'numpy_bitmap', name);
const open = () => folderSource(data, { cacheDir: path.join(root, 'cache') });

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'folder-'));
  data = path.join(root, 'data');
  await mkdir(path.join(data, 'full', 'numpy_bitmap'), { recursive: true });
  await mkdir(path.join(data, 'full', 'simplified'));
  await writeFile(file('cat.npy'), npyFile(pixels));
  await writeFile(path.join(data, 'full', 'simplified', 'cat.ndjson'), vectors);
});
afterEach(() => rm(root, { recursive: true }));

function manifest(changes: object = {}, cat: object = {}) {
  return {
    rows: 'rows 0-99 of every official file are left out of this folder',
    classes: {
      cat: {
        bitmaps: 120,
        vectors: 110,
        numpy_bitmap_sha256: sha256(npyFile(pixels)),
        simplified_sha256: sha256(vectors),
        ...cat,
      },
    },
    ...changes,
  };
}
const writeManifest = (content: unknown) =>
  writeFile(path.join(data, 'dataset.json'), typeof content === 'string' ? content : JSON.stringify(content));

describe('folderSource', () => {
  it('starts at row 100 of official files', async () => {
    const source = await open();
    expect(await source.available('cat')).toBe(20);
    const drawings = await source.load('cat', 20);
    expect(drawings.pixels).toEqual(pixels.slice(100 * PIXELS));
    expect(drawings.sha256).toBe(sha256(pixels.slice(100 * PIXELS)));
    expect((await source.loadStrokes('cat', 10)).map(({ keyId }) => keyId)).toEqual(
      Array.from({ length: 10 }, (_, i) => String(100 + i)),
    );
  });

  it('starts at the first row when dataset.json says that the exhibits are left out', async () => {
    await writeManifest(manifest());
    const source = await open();
    expect(await source.available('cat')).toBe(120);
    expect((await source.load('cat', 3)).pixels).toEqual(pixels.slice(0, 3 * PIXELS));
    expect((await source.loadStrokes('cat', 2)).map(({ strokes }) => strokes)).toEqual([
      [[[0], [0]]],
      [[[1], [0]]],
    ]);
  });

  it('starts at row 100 when dataset.json says nothing of the exhibits', async () => {
    await writeManifest(manifest({ rows: undefined }));
    expect(await (await open()).available('cat')).toBe(20);
  });

  it('says what was expected of a folder', async () => {
    await expect(folderSource(path.join(root, 'none'), { cacheDir: root })).rejects.toThrow(
      /none": no such folder; expected in it full\/numpy_bitmap\/<class>\.npy/,
    );
    await expect(folderSource(root, { cacheDir: root })).rejects.toThrow(/full\/numpy_bitmap\/<class>\.npy/);
    await rm(file('cat.npy'));
    await expect(open()).rejects.toThrow(/holds no class/);
  });

  it('names the nearest of its own classes to an unknown one', async () => {
    const source = await open();
    await expect(source.load('cta', 1)).rejects.toThrow(
      /unknown class "cta" in the folder .*did you mean "cat"/,
    );
    await expect(source.load('sheep', 1)).rejects.toThrow(/unknown class "sheep"/);
    await expect(source.load('../numpy_bitmap/cat', 1)).rejects.toThrow(/not a plain name/);
    await expect(source.loadStrokes('../numpy_bitmap/cat', 1)).rejects.toThrow(/not a plain name/);
  });

  it('says when there are fewer drawings than wanted, and why', async () => {
    const source = await open();
    await expect(source.load('cat', 21)).rejects.toThrow(
      /"cat" has 20 usable drawings, expected at least 21.*cat\.npy has 120 rows, of which the first 100 are left out/,
    );
    await expect(source.loadStrokes('cat', 11)).rejects.toThrow(
      /has 10 usable drawings, expected at least 11/,
    );
    await expect(source.load('cat', 0)).rejects.toThrow(RangeError);
  });

  it.each([
    ['a cut file', npyFile(pixels).slice(0, -5), /too short: 94155 bytes, expected 94160 for the 120 rows/],
    ['another dtype', npyFile(pixels, { descr: "'<f8'" }), /dtype <f8/],
    ['another shape', npyFile(pixels, { shape: '(120, 28, 28)' }), /shape \(120, 28, 28\)/],
    ['HTML', Buffer.from('<html>Moved'), /HTML or XML instead of data/],
    ['an empty file', Buffer.alloc(0), /too short: 0 bytes/],
  ])('refuses %s', async (_, content, message) => {
    await writeFile(file('cat.npy'), content);
    const source = await open();
    for (const attempt of [() => source.load('cat', 1), () => source.available('cat')]) {
      await expect(attempt).rejects.toThrow(DatasetError);
      await expect(attempt).rejects.toThrow(message);
      await expect(attempt).rejects.toThrow(file('cat.npy'));
    }
  });

  it('refuses vectors of another class', async () => {
    await writeFile(path.join(data, 'full', 'simplified', 'cat.ndjson'), vectors.replace('cat', 'dog'));
    await expect((await open()).loadStrokes('cat', 1)).rejects.toThrow(
      /drawing 0 is of "dog", expected "cat"/,
    );
  });

  it('says when a class has no vectors', async () => {
    await rm(path.join(data, 'full', 'simplified'), { recursive: true });
    await expect((await open()).loadStrokes('cat', 1)).rejects.toThrow(/cat\.ndjson: ENOENT/);
  });
});

describe('dataset.json', () => {
  it.each([
    [
      'another checksum',
      {},
      { numpy_bitmap_sha256: 'a'.repeat(64) },
      /SHA-256 [0-9a-f]{64}, expected a{64} by dataset/,
    ],
    ['another count', {}, { bitmaps: 121 }, /120 rows, expected 121 by dataset\.json/],
    ['no such file', { classes: { dog: manifest().classes.cat } }, {}, /unknown class "cat"/],
  ])('is compared with the bitmaps: %s', async (_, changes, cat, message) => {
    await writeManifest(manifest(changes, cat));
    await expect((await open()).load('cat', 1)).rejects.toThrow(message);
  });

  it('is compared with the vectors', async () => {
    await writeManifest(manifest({}, { simplified_sha256: 'b'.repeat(64) }));
    await expect((await open()).loadStrokes('cat', 1)).rejects.toThrow(
      /cat\.ndjson: SHA-256 .*expected b{64}/,
    );
  });

  it('may list files that are not there', async () => {
    await writeManifest(manifest({ classes: { ...manifest().classes, dog: manifest().classes.cat } }));
    await expect((await open()).load('dog', 1)).rejects.toThrow(/dog\.npy: ENOENT/);
  });

  it.each([
    ['{"classes":', /dataset\.json: not JSON/],
    ['{"classes":[]}', /dataset\.json: classes: /],
    ['{"classes":{"cat":{"bitmaps":-1,"numpy_bitmap_sha256":""}}}', /dataset\.json: classes\.cat\./],
  ])('is refused when it is %s', async (content, message) => {
    await writeManifest(content);
    await expect(open()).rejects.toThrow(message);
  });

  it('has a checksum verified once, and again when the file has changed', async () => {
    await writeManifest(manifest());
    const reads = async () => {
      const seen: LoadProgress[] = [];
      await (await open()).load('cat', 1, (progress) => seen.push(progress));
      return seen.at(-1)?.totalBytes;
    };
    const whole = (await stat(file('cat.npy'))).size;
    expect(await reads()).toBe(whole);
    expect(await reads()).toBe(PIXELS); // only the row
    await utimes(file('cat.npy'), new Date(), new Date(Date.now() + 5000));
    expect(await reads()).toBe(whole);

    const damaged = npyFile(pixels);
    damaged[500] = (damaged[500] as number) ^ 1;
    await writeFile(file('cat.npy'), damaged);
    await expect((await open()).load('cat', 1)).rejects.toThrow(/SHA-256/);
  });

  it('is verified even where nothing can be remembered', async () => {
    await writeManifest(manifest());
    await writeFile(path.join(root, 'cache'), 'a file where the folder would be');
    expect((await (await open()).load('cat', 1)).count).toBe(1);
  });
});
