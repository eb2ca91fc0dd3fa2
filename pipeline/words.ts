/** The sprites of all words that a reader can train on, one small PNG a word, and the list of them. */
import path from 'node:path';
import { encode } from 'fast-png';
import { SIDE_PX } from '../src/core/rasterize.ts';
import { blockedRows } from './dataset/blocklist.ts';
import { officialClasses } from './dataset/classes.ts';
import { makeFolder } from './dataset/makeFolder.ts';
import { writeTogether } from './dataset/writeWhole.ts';
import { EXHIBITS, type LoadExhibits, SPRITE_COLUMNS } from './exhibits.ts';

/** Below the folder that is served. */
const FOLDER = 'exhibits/words';
const CELL = SIDE_PX * SIDE_PX;
const WIDTH = SPRITE_COLUMNS * SIDE_PX;
const HEIGHT = (EXHIBITS / SPRITE_COLUMNS) * SIDE_PX;

/** Ink in 16 levels, so that two pixels share a byte: level l is ink 17 l, from 0 to 255. */
const LEVELS = 16;
const INK_PER_LEVEL = 255 / (LEVELS - 1);
/** Black, with the level as its opacity. [16][red, green, blue, opacity] */
const PALETTE = Array.from({ length: LEVELS }, (_, level) => [0, 0, 0, level * INK_PER_LEVEL]);

/** An entry of `exhibits/words/index.json`. */
export interface WordEntry {
  readonly word: string;
  /** Path of the sprite below the folder that is served. */
  readonly file: string;
  /** Drawings in the sprite, with those that are blocked. */
  readonly count: number;
  /** Rows whose cell is empty, rising. */
  readonly blocked: readonly number[];
}

export interface WordOptions {
  /** By default all official ones. */
  readonly words?: readonly string[];
  /** Rows that are not to be shown, by default those of the block list. */
  readonly blocked?: (word: string) => readonly number[];
  /** Told after every word how many are drawn, and of how many. */
  readonly onWord?: (done: number, total: number) => void;
}

/** Path of a word's sprite below the folder that is served. */
export function wordFile(word: string): string {
  return `${FOLDER}/${word.replaceAll(' ', '-')}.png`;
}

/**
 * Writes `exhibits/words/<word>.png` for every word below `outDir`, and `exhibits/words/index.json`, the list of
 * entries. A sprite has 280x280 pixels, drawing r in the cell of 28x28 at column r % 10 and line floor(r / 10), black
 * with the ink, in 16 levels, as its opacity: about 16 kB, a quarter less than with 256. Blocked drawings leave their
 * cell empty. The same drawings give the same bytes.
 * @param outDir the folder that is served, such as `public`.
 * @param load gives the drawings of a word: ink 0..255, row by row. [100, 784]
 * @returns the entries, sorted by word.
 * @throws RangeError when a word has not 100 drawings, before anything is written. WriteError when the disk will not
 * take the files: then all are as they were.
 */
export async function writeWordSprites(
  outDir: string,
  load: LoadExhibits,
  { words = officialClasses(), blocked = blockedRows, onWord }: WordOptions = {},
): Promise<WordEntry[]> {
  const entries: WordEntry[] = [];
  const files = new Map<string, string | Uint8Array>();
  for (const word of [...words].sort()) {
    const entry = { word, file: wordFile(word), count: EXHIBITS, blocked: [...blocked(word)] };
    files.set(path.join(outDir, entry.file), drawSprite(await load(word), entry));
    entries.push(entry);
    onWord?.(entries.length, words.length);
  }
  const lines = entries.map((entry) => JSON.stringify(entry));
  files.set(path.join(outDir, FOLDER, 'index.json'), `[\n${lines.join(',\n')}\n]\n`);
  makeFolder(path.join(outDir, FOLDER));
  await writeTogether(files);
  return entries;
}

function drawSprite(pixels: Uint8Array, { word, blocked }: WordEntry): Uint8Array {
  if (pixels.length !== EXHIBITS * CELL)
    throw new RangeError(
      `drawings of ${word} have ${pixels.length} pixels: expected ${EXHIBITS} drawings of ${CELL}. Load all ${EXHIBITS} rows of the word.`,
    );
  const data = new Uint8Array((WIDTH * HEIGHT) / 2); // two pixels a byte, the left one in its upper half. [280, 140]
  for (let row = 0; row < EXHIBITS; row++) {
    if (blocked.includes(row)) continue;
    const left = (row % SPRITE_COLUMNS) * SIDE_PX;
    const top = Math.floor(row / SPRITE_COLUMNS) * SIDE_PX;
    for (let i = 0; i < CELL; i += 2) {
      const place = (top + Math.floor(i / SIDE_PX)) * WIDTH + left + (i % SIDE_PX);
      data[place / 2] = (levelOf(pixels, row * CELL + i) << 4) | levelOf(pixels, row * CELL + i + 1);
    }
  }
  return encode(
    { width: WIDTH, height: HEIGHT, data, channels: 1, depth: 4, palette: PALETTE },
    { zlib: { level: 9 } },
  );
}

const levelOf = (pixels: Uint8Array, i: number) => Math.round((pixels[i] as number) / INK_PER_LEVEL);
