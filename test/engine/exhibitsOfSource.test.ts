import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { embeddedSource } from '../../pipeline/dataset/embedded.ts';
import { folderSource } from '../../pipeline/dataset/folder.ts';
import { exhibitsOfSource } from '../../pipeline/engine/exhibitsOfSource.ts';
import { PIXELS } from '../../src/learning/classifier.ts';
import { npyFile } from '../dataset/bucket.ts';
import { madeUpDrawings } from '../drawings/madeUpDrawings.ts';

const SHOWN = 100;
let root: string;
let lines: string[];
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'exhibits-of-'));
  await mkdir(path.join(root, 'full/numpy_bitmap'), { recursive: true });
  lines = [];
});
afterEach(() => rm(root, { recursive: true }));

const embedded = embeddedSource();
const shownOf = async (name: string) => (await embedded.load(name, SHOWN)).pixels;
const write = (name: string, pixels: Uint8Array) =>
  writeFile(path.join(root, 'full/numpy_bitmap', `${name}.npy`), npyFile(pixels));

/** With a dot more here and there, as the official files have them. */
function dotted(pixels: Uint8Array): Uint8Array {
  const own = pixels.slice();
  for (let row = 0; row < SHOWN; row += 7) own[row * PIXELS + 400] = 255;
  return own;
}

async function ask(classes: readonly string[]) {
  const source = await folderSource(root, { cacheDir: path.join(root, 'cache') });
  return exhibitsOfSource(source, classes, { embedded, mayFetch: true, log: (line) => lines.push(line) });
}

test('files in Google’s order show their own first rows, dots and all, and are learnt from behind them', async () => {
  const first = dotted(await shownOf('cat'));
  await write('cat', Buffer.concat([first, madeUpDrawings(30, 'more cats')]));
  const rows = await ask(['cat']);
  const loaded = await rows?.load('cat', SHOWN);
  expect(Buffer.from(loaded?.pixels ?? []).equals(Buffer.from(first))).toBe(true);
  expect(lines).toEqual([]);
  const source = await folderSource(root, { cacheDir: path.join(root, 'cache') });
  expect(await source.available('cat')).toBe(30);
});

test('files in another order do not, since nobody has looked at what stands first in them', async () => {
  await write('cat', madeUpDrawings(SHOWN + 30, 'other cats'));
  expect(await ask(['cat'])).toBeUndefined();
  expect(lines).toEqual([
    expect.stringMatching(
      /^rows 0 to 99 of "cat" in folder .* are other drawings than Google's file has there/,
    ),
  ]);
});

test('the same hundred in another order is not taken, since the block list goes by rows', async () => {
  const shown = await shownOf('cat');
  const turned = Buffer.concat([shown.subarray(PIXELS), shown.subarray(0, PIXELS)]);
  await write('cat', Buffer.concat([turned, madeUpDrawings(30, 'more cats')]));
  expect(await ask(['cat'])).toBeUndefined();
  expect(lines).toHaveLength(1);
});

test('a row that is another drawing is shown as the package has it', async () => {
  const shown = await shownOf('cat');
  const changed = dotted(shown);
  changed.set(madeUpDrawings(1, 'a stranger'), 42 * PIXELS);
  await write('cat', Buffer.concat([changed, madeUpDrawings(30, 'more cats')]));
  const loaded = await (await ask(['cat']))?.load('cat', SHOWN);
  const row = (pixels: Uint8Array, i: number) => Buffer.from(pixels.subarray(i * PIXELS, (i + 1) * PIXELS));
  const pixels = loaded?.pixels as Uint8Array;
  expect(row(pixels, 42).equals(row(shown, 42))).toBe(true);
  expect(row(pixels, 7).equals(row(changed, 7))).toBe(true);
  expect(row(pixels, 7).equals(row(shown, 7))).toBe(false);
});

test('a folder whose dataset.json says that the first rows are left out has none to show', async () => {
  await write('cat', madeUpDrawings(30, 'cats'));
  await writeFile(
    path.join(root, 'dataset.json'),
    JSON.stringify({
      rows: 'rows 0-99 of every official file are left out of this folder',
      classes: { cat: { bitmaps: 30, vectors: 0 } },
    }),
  );
  expect(await ask(['cat'])).toBeUndefined();
  expect(lines).toEqual([]);
});

test('the embedded drawings have nothing better', async () => {
  expect(
    await exhibitsOfSource(embedded, ['cat'], { embedded, mayFetch: true, log: (line) => lines.push(line) }),
  ).toBeUndefined();
});
