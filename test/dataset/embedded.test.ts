import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { embeddedFolder, officialClasses } from '../../pipeline/dataset/classes.ts';
import { embeddedSource } from '../../pipeline/dataset/embedded.ts';
import { restyle } from '../../pipeline/dataset/restyle.ts';
import { DatasetError, type LoadProgress } from '../../pipeline/dataset/source.ts';
import { PIXELS } from '../../src/learning/classifier.ts';

/** Leaves drawings thin, so that tests see which ones were handed over. */
const bytes = (thin: ArrayLike<number>) => Uint8Array.from(thin, (ink) => Math.round(ink * 255));
const thin = embeddedSource({ restyle: bytes });
async function packaged(className: string): Promise<number[][]> {
  const packed = await readFile(path.join(embeddedFolder(), `${className}.ndjson.gz`));
  return gunzipSync(packed)
    .toString()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

describe('embeddedSource', () => {
  it('hands out the rows of the package in order', async () => {
    const rows = await packaged('The Eiffel Tower');
    const drawings = await thin.load('The Eiffel Tower', 100);
    expect(drawings).toMatchObject({ name: 'The Eiffel Tower', available: 100, count: 100 });
    expect(drawings.pixels).toHaveLength(100 * PIXELS);
    for (const [row, inks] of rows.entries())
      expect(drawings.pixels.subarray(row * PIXELS, (row + 1) * PIXELS)).toEqual(bytes(inks));
  });

  it('restyles them', async () => {
    const [first] = await packaged('sheep');
    const { pixels } = await embeddedSource().load('sheep', 1);
    expect(pixels).toEqual(restyle(first as number[]));
    expect(pixels).not.toEqual(bytes(first as number[]));
  });

  it('gives the first rows the same whatever the count', async () => {
    const [few, many] = [await thin.load('cat', 3), await thin.load('cat', 9)];
    expect(few.pixels).toEqual(many.pixels.slice(0, 3 * PIXELS));
    expect(few.sha256).not.toBe(many.sha256);
  });

  it('has 100 of every class', async () => {
    for (const name of officialClasses()) expect(await thin.available(name)).toBe(100);
  });

  it('reports progress as it restyles', async () => {
    const seen: LoadProgress[] = [];
    await thin.load('cat', 4, (progress) => seen.push(progress));
    expect(seen).toHaveLength(4);
    expect(seen.at(-1)?.bytes).toBe(seen[0]?.totalBytes);
  });

  it('refuses unknown classes and too many drawings, and says what to do', async () => {
    await expect(thin.load('sheeps', 1)).rejects.toThrow(/unknown class "sheeps".*"sheep"/);
    await expect(thin.load('cat', 101)).rejects.toThrow(DatasetError);
    await expect(thin.load('cat', 101)).rejects.toThrow(
      /"cat" has 100 usable drawings, expected at least 101.*--data/,
    );
    await expect(thin.load('cat', 0)).rejects.toThrow(RangeError);
  });
});

describe('embeddedSource with a place to keep what it restyles', () => {
  let cacheDir: string;
  beforeAll(async () => {
    cacheDir = await mkdtemp(path.join(tmpdir(), 'restyled-'));
  });
  afterAll(() => rm(cacheDir, { recursive: true }));
  /** Counts what is restyled. */
  const counting = () => {
    let restyled = 0;
    const source = embeddedSource({
      cacheDir,
      restyle: (inks) => {
        restyled++;
        return bytes(inks);
      },
    });
    return { source, count: () => restyled };
  };

  it('restyles each drawing once, and again where what it kept is damaged', async () => {
    const first = counting();
    expect(await first.source.isHere?.('cat', 5)).toBe(false);
    const { sha256 } = await first.source.load('cat', 5);
    expect(first.count()).toBe(5);
    expect([await first.source.isHere?.('cat', 5), await first.source.isHere?.('cat', 6)]).toEqual([
      true,
      false,
    ]);

    const second = counting();
    const seen: LoadProgress[] = [];
    expect((await second.source.load('cat', 5, (progress) => seen.push(progress))).sha256).toBe(sha256);
    expect(second.count()).toBe(0);
    expect(seen.at(-1)?.bytes).toBe(seen.at(-1)?.totalBytes);
    expect((await second.source.load('cat', 7)).pixels).toEqual((await thin.load('cat', 7)).pixels);
    expect(second.count()).toBe(2);

    const [name] = await readdir(path.join(cacheDir, 'restyled'));
    const file = path.join(cacheDir, 'restyled', name as string);
    const kept = await readFile(file);
    kept[40] = (kept[40] as number) ^ 1;
    await writeFile(file, kept);
    const third = counting();
    expect((await third.source.load('cat', 5)).sha256).toBe(sha256);
    expect(third.count()).toBe(5);
  });

  it('says that nothing is here where it keeps nothing', async () => {
    expect(await thin.isHere?.('cat', 1)).toBe(false);
  });
});

describe('a damaged package', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'embedded-'));
  });
  afterAll(() => rm(folder, { recursive: true }));
  const row = JSON.stringify(new Array(PIXELS).fill(0));
  const rows = new Array(100).fill(row);

  it.each([
    ['no gzip', Buffer.from('{}'), /not a sound gzip file/],
    ['half a file', gzipSync(rows.join('\n')).subarray(0, 60), /not a sound gzip file/],
    ['too few lines', gzipSync(rows.slice(1).join('\n')), /99 drawings, expected 100/],
    ['a short drawing', gzipSync(rows.with(6, '[0,1]').join('\n')), /line 7: expected 784 numbers/],
    ['ink above 1', gzipSync(rows.with(6, row.replace('0', '2')).join('\n')), /line 7: expected 784 numbers/],
    ['text', gzipSync(rows.with(99, 'x').join('\n')), /line 100: expected 784 numbers/],
    ['gigabytes once unpacked', gzipSync(Buffer.alloc(20 * 2 ** 20, 32)), /not a sound gzip file/],
  ])('is refused: %s', async (_, content, message) => {
    const file = path.join(folder, 'cat.ndjson.gz');
    await writeFile(file, content);
    const load = embeddedSource({ folder, restyle: bytes }).load('cat', 1);
    await expect(load).rejects.toThrow(DatasetError);
    await expect(load).rejects.toThrow(message);
    await expect(load).rejects.toThrow(/npm ci/);
    await expect(load).rejects.toThrow(file);
  });

  it('is refused: a missing file', async () => {
    await expect(embeddedSource({ folder }).load('dog', 1)).rejects.toThrow(/dog\.ndjson\.gz.*npm ci/);
  });
});
