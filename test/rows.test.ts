/** A run tells which drawings it took, and from other files of the same drawings the same command gives the same files. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sha256 } from '../pipeline/dataset/bitmaps.ts';
import { createRandom } from '../src/core/random.ts';
import { rasterize } from '../src/core/rasterize.ts';
import { parseRowManifest } from '../src/core/row-manifest.ts';
import { npyFile } from './dataset/bucket.ts';

const MAIN = resolve(import.meta.dirname, '../pipeline/main.ts');
/** Of 300 drawings a class 180 are loaded: 140 to test, and two training sets of 20. */
const SMALL = ['cats-and-sheep', '--models', 'forest,perceptron', '--train-per-class', '20', '--seeds', '2'];
const WORDS = ['cat', 'sheep'];

type Strokes = [number[], number[]][];
/** Closed lines of cats with points, of sheep with bumps. */
function madeUpStrokes(count: number, word: string): Strokes[] {
  const random = createRandom(word);
  const [points, least] = word === 'cat' ? [5, 60] : [14, 110];
  return Array.from({ length: count }, () => {
    const radii = Array.from({ length: points }, () => least + random.int(127 - least));
    const along = (turn: (angle: number) => number) =>
      [...radii, radii[0] as number].map((r, i) => Math.round(128 + r * turn((2 * Math.PI * i) / points)));
    return [
      [along(Math.cos), along(Math.sin)],
      [
        [0, 255],
        [random.int(256), random.int(256)],
      ],
    ];
  });
}

let folder: string;
function put(file: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), content);
}
/** A folder in the official layout, whose first hundred rows are on show. */
function write(
  name: string,
  of: (word: string) => readonly Strokes[],
  vectors: (word: string) => readonly Strokes[] = of,
): void {
  for (const word of WORDS) {
    put(
      `${name}/full/numpy_bitmap/${word}.npy`,
      npyFile(Buffer.concat(of(word).map((each) => rasterize(each)))),
    );
    const lines = vectors(word).map((drawing) => JSON.stringify({ word, recognized: true, drawing }));
    put(`${name}/full/simplified/${word}.ndjson`, `${lines.join('\n')}\n`);
  }
}
/** The first hundred stay where they are. */
const shuffled = (drawings: readonly Strokes[]) => [
  ...drawings.slice(0, 100),
  ...createRandom('order').shuffle(drawings.slice(100)),
];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rows-'));
  const all = new Map(WORDS.map((word) => [word, madeUpStrokes(550, word)]));
  const some = (word: string, from: number, to: number) => (all.get(word) ?? []).slice(from, to);
  write(
    'part',
    (word) => some(word, 0, 400),
    (word) => [...some(word, 0, 100), ...some(word, 400, 440)],
  );
  write('whole', (word) => shuffled(some(word, 0, 550)));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const pipeline = (argv: readonly string[], data: string, out: string, ...more: readonly string[]) =>
  promisify(execFile)(
    process.execPath,
    [MAIN, ...argv, '--data', data, '--out', out, '--cache', `${out}-cache`, ...more],
    { cwd: folder },
  );
const results = (out: string, id = 'cats-and-sheep') => {
  const {
    date: _,
    timings: __,
    ...rest
  } = JSON.parse(readFileSync(join(folder, out, `content/results/${id}.json`), 'utf8'));
  return rest;
};
const bytesBelow = (out: string, part: string) =>
  readdirSync(join(folder, out, 'public', part))
    .sort()
    .map((file) => [file, sha256(readFileSync(join(folder, out, 'public', part, file)))]);
const LIST = 'first/public/rows/cats-and-sheep.json';

test('the list of the first run makes of other files the same models and the same numbers', async () => {
  await pipeline(SMALL, 'part', 'first');
  const text = readFileSync(join(folder, LIST), 'utf8');
  const { classes } = parseRowManifest(JSON.parse(text), LIST);
  expect(classes.map(({ name, available, count }) => [name, available, count])).toEqual([
    ['cat', 300, 180],
    ['sheep', 300, 180],
  ]);
  const { dataset } = results('first');
  expect(dataset.rows).toEqual({
    file: 'rows/cats-and-sheep.json',
    bytes: text.length,
    sha256: sha256(Buffer.from(text)),
  });

  await pipeline(SMALL, 'whole', 'other');
  expect(results('other').dataset.classes[0].sha256).not.toBe(dataset.classes[0].sha256);
  expect(bytesBelow('other', 'models')).not.toEqual(bytesBelow('first', 'models'));

  const { stdout } = await pipeline(SMALL, 'whole', 'again', '--rows', LIST);
  expect(stdout).toContain(`from the drawings that ${LIST} lists, from folder whole`);
  expect(results('again')).toEqual(results('first'));
  for (const part of ['models', 'rows']) expect(bytesBelow('again', part)).toEqual(bytesBelow('first', part));
  expect(bytesBelow('again', 'models')).toHaveLength(2);

  const { stdout: told } = await pipeline(SMALL, 'whole', 'again', '--rows', LIST);
  expect(told).toContain('cats-and-sheep: up to date, nothing to do');
});

test('published models are shown the very drawings that a list names, and learnt from those of another beside it', async () => {
  const comparison = ['cats-and-sheep', '--models', 'forest'];
  const asked = ['ink-needed', '--models', 'forest', '--quick'];
  const rows = (id: string) => ['--rows', `asked/public/rows/${id}.json`];
  await pipeline(comparison, 'part', 'asked');
  await pipeline(asked, 'part', 'asked');
  expect(results('asked', 'ink-needed').dataset.rows.file).toBe('rows/ink-needed.json');

  await pipeline(comparison, 'whole', 'asked-again', ...rows('cats-and-sheep'));
  await pipeline(asked, 'whole', 'asked-again', ...rows('ink-needed'));
  for (const id of ['cats-and-sheep', 'ink-needed'])
    expect(results('asked-again', id)).toEqual(results('asked', id));
  for (const part of ['models', 'rows'])
    expect(bytesBelow('asked-again', part)).toEqual(bytesBelow('asked', part));
});

test('a run without drawings that the list names ends with one line that says what to do', async () => {
  write('bare', (word) => madeUpStrokes(400, `${word} of others`));
  const failed = await pipeline(SMALL, 'bare', 'refused', '--rows', LIST).catch((error) => error);
  expect(failed.code).toBe(1);
  expect(failed.stderr).toMatch(
    /^pipeline: --rows first\S+: 180 of its 180 drawings of "cat" are not in bare\S+cat\.npy.*full\/numpy_bitmap\/cat\.npy holds them.*\n$/,
  );
});
