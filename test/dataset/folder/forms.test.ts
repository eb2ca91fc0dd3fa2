/** Every form, name and place of drawings that a folder is read from: see pipeline/dataset/README.md. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { folderSource } from '../../../pipeline/dataset/folder.ts';
import { openSource } from '../../../pipeline/dataset/open.ts';
import { DatasetError } from '../../../pipeline/dataset/source.ts';
import { rasterize } from '../../../src/core/rasterize.ts';
import { PIXELS } from '../../../src/learning/classifier.ts';
import { madeUpPixels, npyFile } from '../bucket.ts';

const ROWS = 105;
const pixels = madeUpPixels(ROWS);
const npy = npyFile(pixels);
/** Strokes that are simplified already, each drawing another. */
const strokesOf = (i: number): [number[], number[]][] => [
  [
    [0, 255, i],
    [0, 100 + i, 255],
  ],
];
const ndjson = (word: string | undefined, count = ROWS) =>
  Array.from({ length: count }, (_, i) =>
    JSON.stringify({ word, key_id: String(i), recognized: true, drawing: strokesOf(i) }),
  ).join('\n');
/** In the layout of the official .bin files. */
function bin(count = ROWS): Uint8Array {
  const parts: Buffer[] = [];
  for (let i = 0; i < count; i++) {
    const head = Buffer.alloc(17);
    head.writeBigUInt64LE(BigInt(i));
    head.write('DE', 8);
    head.writeInt8(1, 10);
    head.writeUInt32LE(1_490_000_000, 11);
    const [[xs, ys]] = strokesOf(i) as [[number[], number[]]];
    head.writeUInt16LE(1, 15);
    const points = Buffer.alloc(2);
    points.writeUInt16LE(xs.length);
    parts.push(head, points, Buffer.from(xs), Buffer.from(ys));
  }
  return Buffer.concat(parts);
}
const csv = (word: string) =>
  [
    'countrycode,drawing,key_id,recognized,timestamp,word',
    ...Array.from(
      { length: ROWS },
      (_, i) => `DE,"${JSON.stringify(strokesOf(i))}",${i},True,2017-03-01 00:00:00,${word}`,
    ),
  ].join('\n');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'forms-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const put = (name: string, content: Uint8Array | string) => {
  mkdirSync(dirname(join(folder, 'data', name)), { recursive: true });
  writeFileSync(join(folder, 'data', name), content);
};
const lines: string[] = [];
const open = () => {
  lines.length = 0;
  return folderSource(join(folder, 'data'), {
    cacheDir: join(folder, 'cache'),
    log: (line) => lines.push(line),
  });
};
const rowsFrom100 = pixels.slice(100 * PIXELS);
const paintedFrom100 = Buffer.concat(
  Array.from({ length: ROWS - 100 }, (_, i) => rasterize(strokesOf(100 + i))),
);

describe('bitmaps', () => {
  it.each([
    ['full/numpy_bitmap/cat.npy'],
    ['numpy_bitmap/cat.npy'],
    ['full/cat.npy'],
    ['cat.npy'],
    ['Cat.npy'],
    ['full_numpy_bitmap_cat.npy'],
    ['full/numpy_bitmap/full_numpy_bitmap_cat.npy'],
    ['cat (1).npy'],
  ])('are read from %s, but for the exhibits', async (name) => {
    put(name, npy);
    const source = await open();
    expect(source.classes).toEqual(['cat']);
    expect(await source.available('cat')).toBe(5);
    expect((await source.load('cat', 5)).pixels).toEqual(rowsFrom100);
  });

  it.each([
    ['alarm_clock.npy', npy],
    ['alarm%20clock.npy', npy],
    ['alarm clock.npy.gz', gzipSync(npy)],
    ['full/numpy_bitmap/alarm_clock.npy.zip', zipSync({ 'alarm_clock.npy': npy })],
    ['alarm_clock.npz', zipSync({ 'arr_0.npy': npy })],
    ['alarm_clock.npz', zipSync({ 'train.npy': npy })],
    ['alarm_clock.zip', zipSync({ 'alarm_clock.npy': npy })],
    ['Archive.zip', zipSync({ 'download/alarm clock.npy.gz': gzipSync(npy) })],
    ['alarm clock.npy', npyFile(pixels, { descr: "'<u1'" })],
    ['alarm clock.npy', npyFile(pixels, { shape: `(${ROWS}, 28, 28)` })],
  ])('are read from %s', async (name, content) => {
    put(name, content);
    const source = await open();
    expect(source.classes).toEqual(['alarm clock']);
    const { pixels: read, available, pooled } = await source.load('alarm clock', 5);
    expect([available, pooled]).toEqual([5, undefined]);
    expect(Buffer.from(read).equals(rowsFrom100)).toBe(true);
  });

  it('of a packed file are kept, and read from there the next time', async () => {
    put('cat.npy.gz', gzipSync(npy));
    const first = await open();
    expect(await first.isHere('cat', 5)).toBe(false);
    await first.load('cat', 5);
    expect(await (await open()).isHere('cat', 5)).toBe(true);
    expect(readdirSync(join(folder, 'cache/rendered')).filter((name) => name.endsWith('.rows'))).toHaveLength(
      1,
    );
    put('cat.npy.gz', gzipSync(npyFile(madeUpPixels(ROWS, 7))));
    expect(Buffer.from((await (await open()).load('cat', 5)).pixels).equals(rowsFrom100)).toBe(false);
  });
});

describe('strokes', () => {
  it.each([
    ['full/simplified/cat.ndjson', ndjson('cat')],
    ['simplified/cat.ndjson', ndjson('cat')],
    ['full_simplified_cat.ndjson', ndjson('cat')],
    ['full/raw/cat.ndjson', ndjson('cat')],
    ['cat.ndjson', ndjson(undefined)],
    ['Cat.ndjson', ndjson('Cat')],
    ['cat.ndjson.gz', gzipSync(ndjson('cat'))],
    ['cat.ndjson.zip', zipSync({ 'cat.ndjson': Buffer.from(ndjson('cat')) })],
    ['full/binary/cat.bin', bin()],
    ['full_binary_cat.bin', bin()],
    ['cat.csv', csv('cat')],
    ['train_simplified/cat.csv', csv('cat')],
  ])('alone are painted: %s', async (name, content) => {
    put(name, content);
    const source = await open();
    expect(source.classes).toEqual(['cat']);
    expect(await source.available('cat')).toBe(5);
    const { pixels: read, pooled } = await source.load('cat', 5);
    expect(Buffer.from(read).equals(paintedFrom100)).toBe(true);
    expect(pooled?.map(({ form, count }) => [form, count])).toEqual([
      ['bitmaps', 0],
      ['vectors', 5],
    ]);
    expect((await source.loadStrokes('cat', 2)).map(({ strokes }) => strokes)).toEqual([
      strokesOf(100),
      strokesOf(101),
    ]);
  });

  it('of a class that is no word are read from the first', async () => {
    put('my robot.ndjson', ndjson(undefined, 20));
    const source = await open();
    expect(await source.available('my robot')).toBe(20);
    expect((await source.load('my robot', 1)).pixels).toEqual(rasterize(strokesOf(0)));
  });

  it('stand behind bitmaps of the same class', async () => {
    put('full/numpy_bitmap/cat.npy', npy);
    put('full/simplified/cat.ndjson', ndjson('cat'));
    put('full/raw/cat.ndjson', ndjson('cat'));
    const source = await open();
    expect((await source.load('cat', 5)).pixels).toEqual(rowsFrom100);
    expect(await source.loadStrokes('cat', 1)).toHaveLength(1);
    expect(source.notes.join()).toContain(
      'full/raw/cat.ndjson is not read, since full/simplified/cat.ndjson has the same strokes',
    );
  });

  it('that say another class than their file are refused', async () => {
    put('cat.csv', csv('dog'));
    await expect((await open()).load('cat', 5)).rejects.toThrow(
      /cat\.csv: drawing 1 is of "dog", expected "cat"/,
    );
  });

  it('of which some are broken are counted without them, and the log says which', async () => {
    const broken = ndjson('cat').split('\n');
    broken[102] = '{"word": "cat"';
    put('cat.ndjson', broken.join('\n'));
    const source = await open();
    expect(await source.available('cat')).toBe(4);
    expect((await source.load('cat', 4)).count).toBe(4);
    expect(lines.join()).toMatch(/cat\.ndjson: passed over 1 that is no drawing: .*line 103/);
  });

  it('are painted anew when rows 0-99 count that did not', async () => {
    put('full/simplified/cat.ndjson', ndjson('cat'));
    await (await open()).load('cat', 5);
    const manifest = {
      rows: 'rows 0-99 of every official file are left out',
      classes: { cat: { bitmaps: 0 } },
    };
    put('dataset.json', JSON.stringify(manifest));
    expect((await (await open()).load('cat', 1)).pixels).toEqual(rasterize(strokesOf(0)));
  });
});

describe('names', () => {
  it('that leave open whether strokes are simplified or raw do not promise either', async () => {
    put('cat.ndjson', ndjson('cat'));
    await open();
    expect(lines.join('\n')).toContain('cat.ndjson as strokes of an .ndjson file of "cat"');
  });

  it('that say otherwise are told, with what they are read as', async () => {
    put('alarm_clock.npy', npy);
    put('full_numpy_bitmap_cat.npy', npy);
    await open();
    expect(lines.join('\n')).toContain(
      'alarm_clock.npy as bitmaps of "alarm clock", full_numpy_bitmap_cat.npy as bitmaps of "cat"',
    );
  });

  it.each([
    ['alarm_clock.npy', 'full/numpy_bitmap/alarm clock.npy'],
    ['cat.npy', 'Cat.npz'],
    ['cat.ndjson', 'full/simplified/cat.ndjson'],
  ])('of two files that are one class in one form are refused: %s and %s', async (one, other) => {
    put(one, npy);
    put(other, npy);
    const refused = open();
    await expect(refused).rejects.toThrow(/are both "(cat|alarm clock)"\. Move one of them away/);
    for (const name of [one, other]) await expect(refused).rejects.toThrow(join(folder, 'data', name));
  });

  it.each(['cat.npy.gz', 'cat.npy.zip'])(
    'of a file that lies beside itself unpacked are told, and %s is not read',
    async (name) => {
      put('cat.npy', npy);
      put(name, 'not looked at');
      const source = await open();
      expect(await source.available('cat')).toBe(ROWS - 100);
      expect(source.notes).toEqual([`${name} is not read, since cat.npy is the same unpacked`]);
    },
  );

  it('of the author’s own stay as they are, and a list may call a class nearly as a word', async () => {
    put('my_cat.npy', npy);
    put('Mouse.npy', npy);
    put('dataset.json', JSON.stringify({ drawings: 'own', classes: { Mouse: { bitmaps: ROWS } } }));
    expect((await open()).classes).toEqual(['Mouse']);
    expect(await (await open()).available('Mouse')).toBe(ROWS);
    rmSync(join(folder, 'data/dataset.json'));
    expect((await open()).classes).toEqual(['mouse', 'my_cat']);
  });

  it('of what is no drawing are told', async () => {
    put('cat.npy', npy);
    put('notes.txt', 'x');
    put('photos/readme', 'x');
    put('package.json', '{}');
    put('README.md', 'x');
    expect((await open()).passedOver).toEqual(['notes.txt', 'photos/', 'package.json']);
    expect(lines.join()).toContain('passed over notes.txt, photos/, package.json');
  });
});

it.each(['cat.npy', 'cat.npz', 'cat.npy.gz', 'cat.ndjson', 'cat.csv', 'cat.bin'])(
  'a link to nowhere, %s, is told of its class and spoils no other',
  async (name) => {
    put('dog.npy', npy);
    symlinkSync(join(folder, 'gone'), join(folder, 'data', name));
    const source = await open();
    expect(source.classes).toEqual(['cat', 'dog']);
    await expect(source.available('cat')).rejects.toThrow(DatasetError);
    await expect(source.available('cat')).rejects.toThrow(/cat\.[a-z.]+ cannot be (read|opened): ENOENT/);
    expect(await source.available('dog')).toBe(5);
  },
);

it.each(['project.json', 'drawings.zip'])('a link to nowhere, %s, is passed over, and told', async (name) => {
  put('dog.npy', npy);
  symlinkSync(join(folder, 'gone'), join(folder, 'data', name));
  const source = await open();
  expect([source.classes, source.passedOver]).toEqual([
    ['dog'],
    [expect.stringContaining(`${name} (it cannot be read: ENOENT`)],
  ]);
});

it('a folder without drawings is refused with what it has', async () => {
  put('notes.txt', 'x');
  await expect(open()).rejects.toThrow(
    /holds no class; expected in it full\/numpy_bitmap.* There is only notes\.txt/,
  );
});

it.each([
  ['cat.npy', /is a file, not a folder\. Pass the folder that it is in/],
  ['drawings.zip', /is a file, not a folder\. If it holds a folder, unpack it/],
  ['notes.txt', /is a file, not a folder\. Pass a folder/],
])('a file in the place of a folder is called one: %s', async (name, message) => {
  put(name, npy);
  await expect(openSource(join(folder, 'data', name), { cacheDir: join(folder, 'cache') })).rejects.toThrow(
    message,
  );
});

it('a list that lists nothing is not taken for an empty folder', async () => {
  put('cat.npy', npy);
  put('dataset.json', JSON.stringify({ classes: {} }));
  await expect(open()).rejects.toThrow(/its dataset\.json lists no class, though there are files/);
});
