import { cp, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { folderSource } from '../../../pipeline/dataset/folder.ts';
import { rasterize } from '../../../src/core/rasterize.ts';
import { PIXELS } from '../../../src/learning/classifier.ts';

const COUNT = 130;
const lineOf = (i: number) => `{"word":"cat","key_id":"${i}","drawing":[[[0,255],[0,${i}]]]}`;

let root: string;
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'converted-'));
  await mkdir(path.join(root, 'data'));
});
afterEach(() => rm(root, { recursive: true }));

/** Opens a folder of one file. @returns it, and what it tells. */
async function open(name: string, text: string | Uint8Array, folder = 'data') {
  const told: string[] = [];
  await writeFile(path.join(root, folder, name), text);
  const source = await folderSource(path.join(root, folder), {
    cacheDir: path.join(root, 'cache'),
    log: (line) => told.push(line),
  });
  return { source, told };
}

const csv = (line: string) => {
  const { drawing, key_id: key, word } = JSON.parse(line);
  return `"${typeof drawing === 'string' ? drawing : JSON.stringify(drawing)}",${key ?? ''},${word}`;
};

it.each([
  ['cat.ndjson', (lines: readonly string[]) => lines.join('\n'), 118],
  [
    'cat.csv',
    (lines: readonly string[]) => ['drawing,key_id,word', ...lines.map((line) => csv(line))].join('\n'),
    119,
  ],
])(
  'a bad line of %s is told by its number when strokes are loaded, and the others keep their places',
  async (name, write, number) => {
    const lines = Array.from({ length: COUNT }, (_, i) =>
      i === 117 ? '{"word":"cat","drawing":"x"}' : lineOf(i),
    );
    const { source, told } = await open(name, write(lines));
    const before = told.length;
    const drawings = await source.loadStrokes('cat', 25);
    expect(drawings.map(({ keyId }) => Number(keyId))).toEqual(
      Array.from({ length: 26 }, (_, i) => 100 + i).filter((i) => i !== 117),
    );
    expect(told.slice(before)).toEqual([
      expect.stringMatching(
        new RegExp(
          `${name.replace('.', '\\.')}: passed over 1 that is no drawing: line ${number}: drawing: a text`,
        ),
      ),
    ]);
    await source.loadStrokes('cat', 25);
    expect(told.length).toBe(before + 1);
  },
);

/** Two bad lines among the first hundred, which are left out, and one behind them. */
const spoilt = () =>
  Array.from({ length: COUNT }, (_, i) =>
    [7, 50, 117].includes(i) ? '{"word":"cat","drawing":"x"}' : lineOf(i),
  );

it.each([
  ['cat.ndjson', spoilt().join('\n')],
  ['cat.ndjson.gz', gzipSync(spoilt().join('\n'))],
  ['cat.csv', ['drawing,key_id,word', ...spoilt().map((line) => csv(line))].join('\n')],
])('the first hundred are left out by their place in the file, bad ones too: %s', async (name, content) => {
  const { source } = await open(name, content);
  expect(await source.available('cat')).toBe(29);
  const drawings = await source.loadStrokes('cat', 29);
  expect(drawings.map(({ keyId }) => Number(keyId))).toEqual(
    Array.from({ length: 30 }, (_, i) => 100 + i).filter((i) => i !== 117),
  );
  const { pixels } = await source.load('cat', 29);
  expect(pixels.slice(0, PIXELS)).toEqual(rasterize(drawings[0]?.strokes ?? []));
});

it.each([
  ['cat.ndjson', (text: string) => text],
  ['cat.ndjson.gz', (text: string) => gzipSync(text)],
])('strokes without a point are left out, and told: %s', async (name, pack) => {
  const lines = Array.from({ length: COUNT }, (_, i) =>
    i < 3 ? `{"word":"cat","drawing":[[[0,255],[0,${i}]],[[],[]]]}` : lineOf(i),
  );
  const expected = expect.stringMatching(
    /cat\.ndjson(\.gz)?: left out 3 strokes without a point, of drawings that have others$/,
  );
  for (let run = 0; run < 2; run++) {
    const { source, told } = await open(name, pack(lines.join('\n')));
    await source.available('cat');
    expect(told.at(-1)).toEqual(expected);
  }
});

it('what was found out about a file is told of its copy without the name of the first', async () => {
  const { source, told } = await open('cat.ndjson', spoilt().join('\n'));
  await source.available('cat');
  await cp(path.join(root, 'data'), path.join(root, 'copy'), { recursive: true });
  await rename(path.join(root, 'data'), path.join(root, 'gone'));
  const copy = await open('cat.ndjson', spoilt().join('\n'), 'copy');
  await copy.source.available('cat');
  expect(told.at(-1)).toContain(`${path.join(root, 'data', 'cat.ndjson')}: passed over 3`);
  expect(copy.told.at(-1)).toMatch(
    /copy\/cat\.ndjson: passed over 3 that are no drawing: line 8: drawing: a text/,
  );
  expect(copy.told.join()).not.toContain(path.join(root, 'data'));
});

it.each([
  [
    'a pointer of Git LFS',
    'version https://git-lfs.github.com/spec/v1\noid',
    /a pointer of Git LFS.*git lfs pull/,
  ],
  ['UTF-16', Buffer.from(`\ufeff${lineOf(1)}`, 'utf16le'), /text in UTF-16.*Save it as UTF-8/],
  ['a list', `[${lineOf(1)}]`, /a list in JSON.*jq -c/],
  ['a web page', '<!doctype html>', /HTML or XML instead of data.*look at the address/],
])('%s called .ndjson is told as what it is', async (_, content, message) => {
  const { source } = await open('cat.ndjson', content);
  await expect(source.available('cat')).rejects.toThrow(message);
  await expect(source.loadStrokes('cat', 1)).rejects.toThrow(message);
});

it('drawings that are packed but not called so are read all the same', async () => {
  const lines = Array.from({ length: COUNT }, (_, i) => lineOf(i));
  const { source } = await open('cat.ndjson', gzipSync(lines.join('\n')));
  expect(await source.available('cat')).toBe(COUNT - 100);
  expect((await source.loadStrokes('cat', 1))[0]?.keyId).toBe('100');
});
