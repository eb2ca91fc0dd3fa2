/** Drawings that a list names are found in other files of the same drawings, and nothing else passes for them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { classDrawings, pooledDrawings, sha256 } from '../../pipeline/dataset/bitmaps.ts';
import { listedSource } from '../../pipeline/dataset/listedSource.ts';
import { rowChecksums } from '../../pipeline/dataset/rowChecksums.ts';
import { DatasetError, type DrawingSource } from '../../pipeline/dataset/source.ts';
import { createRandom } from '../../src/core/random.ts';
import { rasterize } from '../../src/core/rasterize.ts';
import { CHECKSUM, type RowManifest } from '../../src/core/row-manifest.ts';
import { PIXELS } from '../../src/learning/classifier.ts';
import { madeUpPixels } from './bucket.ts';

const LISTED = { cat: 20, sheep: 12 };
const CATS = madeUpPixels(LISTED.cat, 1);
const SHEEP = madeUpPixels(LISTED.sheep, 2);

const rowsOf = (pixels: Uint8Array): Uint8Array[] =>
  Array.from({ length: pixels.length / PIXELS }, (_, i) => pixels.slice(i * PIXELS, (i + 1) * PIXELS));
const rows = (name: string, pixels: Uint8Array, more: object = {}) => ({
  name,
  available: 500,
  count: pixels.length / PIXELS,
  onShow: 0,
  sha256: sha256(pixels),
  drawings: rowChecksums(pixels),
  ...more,
});
const listOf = (cats: Uint8Array, more: object = {}): RowManifest => ({
  kind: 'rows',
  schemaVersion: 1,
  experiment: 'x',
  source: 'folder',
  checksum: CHECKSUM,
  classes: [rows('cat', cats, more), rows('sheep', SHEEP)],
});

/** Those and 80 others of each class, shuffled; strokes where they are given. */
function superset(
  cats: Uint8Array = CATS,
  strokes: Awaited<ReturnType<NonNullable<DrawingSource['loadStrokes']>>> = [],
): DrawingSource {
  const of: Record<string, Uint8Array> = Object.fromEntries(
    [
      ['cat', cats, 3],
      ['sheep', SHEEP, 4],
    ].map(([name, own, seed]) => [
      name,
      Buffer.concat(
        createRandom(`${name}`).shuffle([
          ...rowsOf(own as Uint8Array),
          ...rowsOf(madeUpPixels(80, seed as number)),
        ]),
      ),
    ]),
  );
  return {
    kind: 'official',
    description: 'all that there is',
    filesOf: (name) => [`${name}.npy`],
    available: async (name) => (of[name] as Uint8Array).length / PIXELS,
    load: async (name, count) => classDrawings(name, 9, (of[name] as Uint8Array).slice(0, count * PIXELS)),
    isHere: async (name, count) => name === 'cat' && count === (of.cat as Uint8Array).length / PIXELS,
    bytesToFetch: async (_, count) => count * PIXELS,
    loadStrokes: async (name) => (name === 'cat' ? strokes : []),
  };
}
const open = (list: RowManifest, below = superset(), experiment = 'x') =>
  listedSource(below, { list, file: 'rows/x.json', experiment });

test('the listed drawings come in the order of the list, whatever stands between them', async () => {
  const source = open(listOf(CATS));
  expect(await source.load('cat', 20)).toEqual(classDrawings('cat', 500, CATS));
  expect((await source.load('sheep', 12)).sha256).toBe(sha256(SHEEP));
});

test('fewer are the first of the list', async () => {
  expect(await open(listOf(CATS)).load('cat', 7)).toEqual(
    classDrawings('cat', 500, CATS.slice(0, 7 * PIXELS)),
  );
});

test('sizes are planned by what was there when the list was written, and the kind is that of then', async () => {
  const source = open(listOf(CATS, { available: 321, onShow: 2 }));
  expect(source.kind).toBe('folder');
  expect(await source.available('cat')).toBe(321);
  expect([source.leftOut?.('cat'), source.leftOut?.('sheep')]).toEqual([2, 0]);
});

test('those on show were asked for then, and are no part of the list', async () => {
  const source = open(listOf(CATS, { onShow: 2 }));
  expect((await source.load('cat', 22)).sha256).toBe(sha256(CATS));
  await expect(source.load('cat', 23)).rejects.toThrow(/23 drawings of "cat" are asked for, and it lists 20/);
});

test('a drawing that is listed twice comes twice, and one that the files have twice once', async () => {
  const twice = Buffer.concat([CATS, CATS.subarray(3 * PIXELS, 4 * PIXELS)]);
  expect((await open(listOf(twice)).load('cat', 21)).sha256).toBe(sha256(twice));
  expect((await open(listOf(CATS), superset(twice)).load('cat', 20)).sha256).toBe(sha256(CATS));
});

test('bitmaps and vectors that were pooled are told apart as they were then', async () => {
  const source = open(listOf(CATS, { bitmaps: 15 }));
  expect(await source.load('cat', 20)).toEqual(pooledDrawings('cat', 500, CATS, 15));
  const first = CATS.slice(0, 17 * PIXELS);
  expect(await source.load('cat', 17)).toEqual(pooledDrawings('cat', 500, first, 15));
  expect((await source.load('cat', 15)).pooled).toBeUndefined();
});

const STROKES = [0, 1, 2].map((i) => ({
  word: 'cat',
  strokes: [
    [
      [0, 90 + 20 * i, 255],
      [3, 0, 255 - 30 * i],
    ],
  ] as [number[], number[]][],
}));
const PAINTED = STROKES.map(({ strokes }) => rasterize(strokes));

test('strokes come in the order of the list too, and of drawings that have none an error tells', async () => {
  const list = listOf(Buffer.concat([2, 0, 2].map((i) => PAINTED[i] as Uint8Array)));
  const source = open(list, superset(CATS, STROKES));
  expect(await source.loadStrokes?.('cat', 400, { orFewer: true })).toEqual([2, 0, 2].map((i) => STROKES[i]));
  expect(await source.loadStrokes?.('cat', 2)).toHaveLength(2);
  await expect(source.loadStrokes?.('sheep', 400)).rejects.toThrow(
    /12 of its 12 drawings of "sheep" are not in sheep\.npy, which has 0 .* full\/simplified\/sheep\.ndjson their strokes/,
  );
});

test('the list of another experiment is looked for beside the first', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'listed-'));
  try {
    writeFileSync(join(folder, 'y.json'), JSON.stringify({ ...listOf(SHEEP), experiment: 'y' }));
    const source = listedSource(superset(SHEEP), {
      list: listOf(CATS),
      file: join(folder, 'x.json'),
      experiment: 'x',
    });
    const other = await source.withListOf?.('y');
    expect((await other?.load('cat', 12))?.sha256).toBe(sha256(SHEEP));
    await expect(source.withListOf?.('z')).rejects.toThrow(/z\.json: it cannot be read/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a drawing of which only the strokes are there is painted', async () => {
  const list = listOf(Buffer.concat([CATS, PAINTED[2] as Uint8Array, PAINTED[0] as Uint8Array]));
  const got = await open(list, superset(CATS, STROKES)).load('cat', 22);
  expect(got.sha256).toBe(list.classes[0]?.sha256);
  await expect(open(list).load('cat', 22)).rejects.toThrow(/2 of its 22 drawings of "cat"/);
});

test('drawings that are nowhere are counted, with the file that has them', async () => {
  const attempt = open(listOf(CATS), superset(CATS.slice(4 * PIXELS))).load('cat', 20);
  await expect(attempt).rejects.toThrow(DatasetError);
  await expect(attempt).rejects.toThrow(
    /^--rows rows\/x\.json: 4 of its 20 drawings of "cat" are not in cat\.npy, which has 96 .* full\/numpy_bitmap\/cat\.npy holds them, .*; it must be there whole/,
  );
});

test('a list whose checksums were put in another order is refused', async () => {
  const list = listOf(CATS, { drawings: rowChecksums(Buffer.concat([...rowsOf(CATS)].reverse())) });
  await expect(open(list).load('cat', 20)).rejects.toThrow(/have SHA-256 .*, expected .*get it again/);
});

test.each([
  [
    'the list of another experiment',
    () => open(listOf(CATS), superset(), 'y'),
    /lists the drawings of x, not those of y\. Pass the file that is called y\.json/,
  ],
  [
    'embedded drawings',
    () => open(listOf(CATS), { ...superset(), kind: 'embedded' }),
    /embedded drawings are on show, .* --data DIR/,
  ],
])('%s end the run before it begins', (_, attempt, message) => {
  expect(attempt).toThrow(DatasetError);
  expect(attempt).toThrow(message);
});

test('a class that is not listed is told with those that are', async () => {
  await expect(open(listOf(CATS)).available('dog')).rejects.toThrow(
    /no drawings of "dog", only of cat, sheep/,
  );
});

test('a whole class is what has to be here, or is fetched', async () => {
  const source = open(listOf(CATS));
  expect(await source.bytesToFetch?.('cat', 5)).toBe(100 * PIXELS);
  expect([await source.isHere?.('cat', 5), await source.isHere?.('sheep', 5)]).toEqual([true, false]);
  expect(source.filesOf?.('cat')).toEqual(['cat.npy']);
});
