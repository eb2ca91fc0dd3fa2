import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { folderSource } from '../../../pipeline/dataset/folder.ts';

const COUNT = 130;
const lineOf = (i: number) => `{"word":"cat","key_id":"${i}","drawing":[[[0,255],[0,${i}]]]}`;

let root: string;
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'converted-'));
  await mkdir(path.join(root, 'data'));
});
afterEach(() => rm(root, { recursive: true }));

/** Opens a folder of one file. @returns it, and what it tells. */
async function open(name: string, text: string) {
  const told: string[] = [];
  await writeFile(path.join(root, 'data', name), text);
  const source = await folderSource(path.join(root, 'data'), {
    cacheDir: path.join(root, 'cache'),
    log: (line) => told.push(line),
  });
  return { source, told };
}

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
          `${name.replace('.', '\\.')}: passed over 1 that is no drawing: .*, line ${number}: drawing: a text`,
        ),
      ),
    ]);
    await source.loadStrokes('cat', 25);
    expect(told.length).toBe(before + 1);
  },
);

const csv = (line: string) => {
  const { drawing, key_id: key, word } = JSON.parse(line);
  return `"${typeof drawing === 'string' ? drawing : JSON.stringify(drawing)}",${key ?? ''},${word}`;
};
