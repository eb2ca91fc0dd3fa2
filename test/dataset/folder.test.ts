import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { folderSource } from '../../pipeline/dataset/folder.ts';
import { DatasetError, type LoadProgress } from '../../pipeline/dataset/source.ts';
import { rasterize } from '../../src/core/rasterize.ts';
import { PIXELS } from '../../src/learning/classifier.ts';
import { madeUpPixels, npyFile } from './bucket.ts';

const pixels = madeUpPixels(120);
const vectors = Array.from({ length: 110 }, (_, i) =>
  JSON.stringify({
    word: 'cat',
    key_id: String(i),
    drawing: [
      [
        [0, 255],
        [0, i],
      ],
    ],
  }),
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
      [
        [
          [0, 255],
          [0, 0],
        ],
      ],
      [
        [
          [0, 255],
          [0, 1],
        ],
      ],
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
    await mkdir(path.join(root, 'empty'));
    await expect(folderSource(path.join(root, 'empty'), { cacheDir: root })).rejects.toThrow(
      /holds no class; expected in it full\/numpy_bitmap\/<class>\.npy/,
    );
    await rm(file('cat.npy'));
    await rm(path.join(data, 'full', 'simplified'), { recursive: true });
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
    ['another dtype', npyFile(pixels, { descr: "'<M8'" }), /cat\.npy: .*<M8/],
    ['another shape', npyFile(pixels, { shape: '(240, 392)' }), /shape \(240, 392\)/],
    ['HTML', Buffer.from('<html>Moved'), /HTML or XML instead of data/],
    ['a pointer of Git LFS', Buffer.from('version https://git-lfs.github.com/spec/v1\noid'), /git lfs pull/],
    ['an empty file', Buffer.alloc(0), /cat\.npy.*\b(0 bytes|empty)/],
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
      /drawing 1 is of "dog", expected "cat" as the file is called .*Take it out; if all are of "dog", give the file that name/,
    );
  });

  it('says when a class has no vectors', async () => {
    await rm(path.join(data, 'full', 'simplified'), { recursive: true });
    await expect((await open()).loadStrokes('cat', 1)).rejects.toThrow(
      /no strokes of "cat" in the folder .*expected .*full\/simplified\/cat\.ndjson/,
    );
  });

  it('names a folder that is called as a file of drawings is', async () => {
    await rm(file('cat.npy'));
    await mkdir(file('cat.npy'));
    await expect(open()).rejects.toThrow(/cat\.npy is a folder, expected a file of drawings/);
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
    await expect((await open()).load('dog', 1)).rejects.toThrow(
      /dog\.npy is not there, though dataset\.json lists it/,
    );
  });

  it.each([
    ['{"classes":', /dataset\.json: not JSON/],
    [
      '{"classes": {"cat": {"vectors": 5}}}',
      /classes\.cat\.bitmaps: .*a number, 0 where there are strokes only/,
    ],
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

describe('a folder whose vectors are other drawings than its bitmaps', () => {
  const disjoint = { vectors: 'the vectors are other drawings than the bitmaps of this folder' };
  const strokesOf = (i: number) =>
    [
      [
        [0, 255],
        [0, i],
      ],
    ] as [number[], number[]][];
  const renderedFile = async () => {
    const folder = path.join(root, 'cache', 'rendered');
    const [name, ...others] = (await readdir(folder)).filter((each) => each.endsWith('.rows'));
    expect(others).toEqual([]);
    return path.join(folder, name as string);
  };

  it('gives its bitmaps in their order, then its vectors in theirs, rendered', async () => {
    await writeManifest(manifest(disjoint));
    const source = await open();
    expect(await source.available('cat')).toBe(230);
    const { count, available, pixels: all, sha256: sum, pooled } = await source.load('cat', 230);
    expect([count, available]).toEqual([230, 230]);
    expect(all.slice(0, 120 * PIXELS)).toEqual(pixels);
    for (const i of [0, 1, 57, 109])
      expect(all.slice((120 + i) * PIXELS, (121 + i) * PIXELS)).toEqual(rasterize(strokesOf(i)));
    expect(sum).toBe(sha256(all));
    expect(pooled).toEqual([
      { form: 'bitmaps', count: 120, sha256: sha256(pixels) },
      { form: 'vectors', count: 110, sha256: sha256(all.slice(120 * PIXELS)) },
    ]);
    expect((await source.load('cat', 130)).pixels).toEqual(all.slice(0, 130 * PIXELS));
    await expect(source.load('cat', 231)).rejects.toThrow(/"cat" has 230 usable drawings.*110 vectors/);
  });

  it('leaves rows 0-99 of both files out unless it says that they are', async () => {
    await writeManifest(manifest({ ...disjoint, rows: undefined }));
    const source = await open();
    expect(await source.available('cat')).toBe(30);
    const { pixels: all } = await source.load('cat', 30);
    expect(all.slice(0, 20 * PIXELS)).toEqual(pixels.slice(100 * PIXELS));
    expect(all.slice(20 * PIXELS, 21 * PIXELS)).toEqual(rasterize(strokesOf(100)));
  });

  it('counts the vectors itself where dataset.json does not', async () => {
    await writeManifest(manifest(disjoint, { vectors: undefined, simplified_sha256: undefined }));
    expect(await (await open()).available('cat')).toBe(230);
    await rm(path.join(data, 'full', 'simplified', 'cat.ndjson'));
    expect(await (await open()).available('cat')).toBe(120);
  });

  it.each([
    ['nothing', undefined],
    ['that they are the same', 'the vectors are the same drawings as the bitmaps'],
    ['that it is not known', 'it is not known whether the vectors are other drawings than the bitmaps'],
    ['that it is so for some', 'the vectors are other drawings than the bitmaps, except for cat'],
  ])('is taken for none where dataset.json says %s', async (_, sentence) => {
    await writeManifest(manifest({ vectors: sentence }));
    const source = await open();
    expect(await source.available('cat')).toBe(120);
    expect((await source.load('cat', 120)).pooled).toBeUndefined();
    await expect(source.load('cat', 121)).rejects.toThrow(/"cat" has 120 usable drawings/);
  });

  it('is not believed where the vectors look like the bitmaps', async () => {
    const rendered = Buffer.concat(Array.from({ length: 110 }, (_, i) => rasterize(strokesOf(i))));
    const own = Buffer.concat([pixels.subarray(0, 10 * PIXELS), rendered]);
    await writeFile(path.join(data, 'full', 'numpy_bitmap', 'cat.npy'), npyFile(own));
    await writeManifest(manifest(disjoint, { numpy_bitmap_sha256: undefined }));
    const told: string[] = [];
    const source = await folderSource(data, {
      cacheDir: path.join(root, 'cache'),
      log: (line) => told.push(line),
    });
    expect(await source.available('cat')).toBe(120);
    const { pooled, sha256: sum } = await source.load('cat', 120);
    expect([pooled, sum]).toEqual([undefined, sha256(own)]);
    await expect(source.load('cat', 121)).rejects.toThrow('"cat" has 120 usable drawings');
    expect(told.filter((line) => line.includes('the same drawings'))).toEqual([
      `${data}: its dataset.json says that the vectors are other drawings than the bitmaps, but those of "cat" are the same drawings. Where it is so, the bitmaps alone are used. Mend dataset.json.`,
    ]);
  });

  it('loses the few vectors that look like one of its bitmaps', async () => {
    const own = Buffer.concat([
      pixels.subarray(0, 118 * PIXELS),
      rasterize(strokesOf(50)),
      rasterize(strokesOf(90)),
    ]);
    await writeFile(path.join(data, 'full', 'numpy_bitmap', 'cat.npy'), npyFile(own));
    await writeManifest(manifest(disjoint, { numpy_bitmap_sha256: undefined }));
    const { count, pooled } = await (await open()).load('cat', 230);
    // Lines that hardly differ are as good as the same.
    expect(count).toBeLessThan(230);
    expect(pooled?.map(({ form }) => form)).toEqual(['bitmaps', 'vectors']);
    expect(pooled?.[0]?.count).toBe(120);
    expect((pooled?.[0]?.count ?? 0) + (pooled?.[1]?.count ?? 0)).toBe(count);
  });

  it('renders only what is asked for, once', async () => {
    await writeManifest(manifest(disjoint));
    const source = await open();
    await source.load('cat', 120);
    await expect(stat(path.join(root, 'cache', 'rendered'))).rejects.toThrow(/ENOENT/);
    expect([await source.isHere('cat', 120), await source.isHere('cat', 121)]).toEqual([true, false]);
    await source.load('cat', 125);
    expect((await stat(await renderedFile())).size).toBe(32 + 5 * PIXELS);
    await source.load('cat', 140);
    expect((await stat(await renderedFile())).size).toBe(32 + 20 * PIXELS);
    expect([await source.isHere('cat', 140), await source.isHere('cat', 141)]).toEqual([true, false]);
    const before = (await stat(await renderedFile())).mtimeMs;
    await (await open()).load('cat', 130);
    expect((await stat(await renderedFile())).mtimeMs).toBe(before);
  });

  it.each([
    ['a bit has changed', (bytes: Buffer) => bytes.fill((bytes.at(-1) as number) ^ 1, bytes.length - 1)],
    ['it was cut', (bytes: Buffer) => bytes.subarray(0, -PIXELS)],
    ['it was cut within a drawing', (bytes: Buffer) => bytes.subarray(0, -5)],
    ['it is empty', () => Buffer.alloc(0)],
  ])('renders anew what was kept where %s', async (_, damage) => {
    await writeManifest(manifest(disjoint));
    const { sha256: sum } = await (await open()).load('cat', 230);
    const sound = await readFile(await renderedFile());
    await writeFile(await renderedFile(), damage(Buffer.from(sound)));
    expect((await (await open()).load('cat', 230)).sha256).toBe(sum);
    expect(await readFile(await renderedFile())).toEqual(sound);
  });

  it('gives other drawings when the vectors have changed, and when the bitmaps have', async () => {
    const sumOf = async (bitmaps: Uint8Array, strokes: string) => {
      await writeFile(file('cat.npy'), npyFile(bitmaps));
      await writeFile(path.join(data, 'full', 'simplified', 'cat.ndjson'), strokes);
      const sums = { numpy_bitmap_sha256: sha256(npyFile(bitmaps)), simplified_sha256: sha256(strokes) };
      await writeManifest(manifest(disjoint, sums));
      return (await (await open()).load('cat', 230)).sha256;
    };
    const others = pixels.slice();
    others[7] = (others[7] as number) ^ 1;
    const moved = vectors.replace('[[[0,255],[0,3]]]', '[[[0,255],[0,203]]]');
    expect(moved).not.toBe(vectors);
    const sums = [await sumOf(pixels, vectors), await sumOf(others, vectors), await sumOf(pixels, moved)];
    expect(new Set(sums).size).toBe(3);
    expect(await sumOf(pixels, vectors)).toBe(sums[0]);
  });

  it('refuses vectors that are fewer than dataset.json says, or damaged', async () => {
    await writeManifest(manifest(disjoint, { vectors: 111 }));
    await expect((await open()).load('cat', 231)).rejects.toThrow(
      /cat\.ndjson: 110 drawings from row 0 on, expected 111 or more: dataset\.json lists 111/,
    );
    await writeManifest(manifest(disjoint, { simplified_sha256: 'c'.repeat(64) }));
    await expect((await open()).load('cat', 121)).rejects.toThrow(/cat\.ndjson: SHA-256 .*expected c{64}/);
    expect((await (await open()).load('cat', 120)).count).toBe(120);
  });

  it('needs no place to keep what it renders', async () => {
    await writeManifest(manifest(disjoint));
    await writeFile(path.join(root, 'cache'), 'a file where the folder would be');
    expect((await (await open()).load('cat', 230)).count).toBe(230);
  });

  it('tells how far it is while it renders', async () => {
    await writeManifest(manifest(disjoint));
    const seen: LoadProgress[] = [];
    await (await open()).load('cat', 230, (progress) => seen.push(progress));
    const last = seen.at(-1) as LoadProgress;
    expect(last.bytes).toBe(last.totalBytes);
    expect(seen.map(({ bytes }) => bytes)).toEqual(
      [...new Set(seen.map(({ bytes }) => bytes))].sort((a, b) => a - b),
    );
    expect(seen.length).toBeGreaterThan(100);
  });
});
