import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { decode } from 'fast-png';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blockedRows } from '../pipeline/dataset/blocklist.ts';
import { officialClasses } from '../pipeline/dataset/classes.ts';
import { wordFile, writeWordSprites } from '../pipeline/words.ts';
import { createRandom } from '../src/core/random.ts';
import { readSprite } from '../src/core/read-sprite.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'words-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A hundred made-up bitmaps, none of them blank. */
async function madeUp(word: string): Promise<Uint8Array> {
  const random = createRandom(word);
  return Uint8Array.from({ length: 100 * 784 }, () => random.int(256));
}

const bytes = (word: string) => readFile(path.join(folder, wordFile(word)));
const index = async () => JSON.parse(await readFile(path.join(folder, 'exhibits/words/index.json'), 'utf8'));

describe('writeWordSprites', () => {
  it('gives the ink back to the page, in 16 levels', async () => {
    await writeWordSprites(folder, madeUp, { words: ['sheep'], blocked: () => [] });
    const { width, height, depth, palette } = decode(await bytes('sheep'));
    expect({ width, height, depth }).toEqual({ width: 280, height: 280, depth: 4 });
    expect(palette).toEqual(Array.from({ length: 16 }, (_, level) => [0, 0, 0, 17 * level]));
    const pixels = await madeUp('sheep');
    readSprite(await bytes('sheep'), 100, 'sheep.png').forEach((ink, row) => {
      const levels = Array.from(pixels.subarray(row * 784, (row + 1) * 784), (value) =>
        Math.round(value / 17),
      );
      expect(Array.from(ink, (value) => Math.round(value * 15))).toEqual(levels);
    });
  });
  it('leaves the cells of blocked drawings empty, and only those', async () => {
    await writeWordSprites(folder, madeUp, { words: ['cat'], blocked: () => [3, 98] });
    const drawings = readSprite(await bytes('cat'), 100, 'cat.png');
    expect(drawings.flatMap((ink, row) => (ink.every((value) => value === 0) ? [row] : []))).toEqual([3, 98]);
    expect(await index()).toEqual([
      { word: 'cat', file: 'exhibits/words/cat.png', count: 100, blocked: [3, 98] },
    ]);
  });
  it('lists the words in alphabetical order, with the block list, and tells how far it is', async () => {
    const told: string[] = [];
    const entries = await writeWordSprites(folder, madeUp, {
      words: ['hot air balloon', 'cat'],
      onWord: (done, total) => told.push(`${done} of ${total}`),
    });
    expect(entries).toEqual([
      { word: 'cat', file: 'exhibits/words/cat.png', count: 100, blocked: blockedRows('cat') },
      {
        word: 'hot air balloon',
        file: 'exhibits/words/hot-air-balloon.png',
        count: 100,
        blocked: blockedRows('hot air balloon'),
      },
    ]);
    expect(await index()).toEqual(entries);
    expect(told).toEqual(['1 of 2', '2 of 2']);
  });
  it('writes the same bytes for the same drawings, over what was there, and leaves nothing else', async () => {
    await writeWordSprites(folder, madeUp, { words: ['bee'] });
    const first = await bytes('bee');
    await writeWordSprites(folder, madeUp, { words: ['bee'] });
    expect((await bytes('bee')).equals(first)).toBe(true);
    const files = await readdir(path.join(folder, 'exhibits/words'));
    expect(files.every((file) => file.endsWith('.png') || file === 'index.json')).toBe(true);
  });
  it('refuses a word that has not 100 drawings, and writes nothing', async () => {
    const before = await index();
    const few = async (word: string) => (word === 'dog' ? new Uint8Array(5 * 784) : madeUp(word));
    const refused = writeWordSprites(folder, few, { words: ['ant', 'dog'] });
    await expect(refused).rejects.toThrow(RangeError);
    await expect(refused).rejects.toThrow(
      'drawings of dog have 3920 pixels: expected 100 drawings of 784. Load all 100 rows of the word.',
    );
    expect(await index()).toEqual(before);
    expect(await readdir(path.join(folder, 'exhibits/words'))).not.toContain('ant.png');
  });
});

describe('the published sprites', () => {
  const published = 'public/exhibits/words';
  it('are of every official word, and hide what the block list says', async () => {
    const entries = JSON.parse(await readFile(`${published}/index.json`, 'utf8'));
    expect(entries).toEqual(
      officialClasses().map((word) => ({
        word,
        file: wordFile(word),
        count: 100,
        blocked: blockedRows(word),
      })),
    );
    const files = entries.map(({ file }: { file: string }) => path.basename(file));
    expect((await readdir(published)).sort()).toEqual([...files, 'index.json'].sort());
  });
  it('have drawings in all cells but the blocked ones, in at most 25 kB', async () => {
    for (const word of ['binoculars', 'scissors', 'The Mona Lisa', 'brain']) {
      const png = await readFile(`public/${wordFile(word)}`);
      expect(png.length).toBeLessThan(25_000);
      const empty = readSprite(png, 100, word).flatMap((ink, row) => (Math.max(...ink) === 0 ? [row] : []));
      expect(empty).toEqual(blockedRows(word));
    }
  });
});
