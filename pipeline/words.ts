/** The sprites of all words that a reader can train on, one small PNG a word, and the list of them. */
import path from 'node:path';
import { drawingSheet } from '../src/core/drawing-sheet.ts';
import { SIDE_PX } from '../src/core/rasterize.ts';
import { blockedRows } from './dataset/blocklist.ts';
import { officialClasses } from './dataset/classes.ts';
import { makeFolder } from './dataset/makeFolder.ts';
import { writeTogether } from './dataset/writeWhole.ts';
import { EXHIBITS, type LoadExhibits, SPRITE_COLUMNS } from './exhibits.ts';

/** Below the folder that is served. */
const FOLDER = 'exhibits/words';
const CELL = SIDE_PX * SIDE_PX;

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
 * with the ink, in 16 levels, as its opacity: about 16 kB. Blocked drawings leave their
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
  const drawings = Array.from({ length: EXHIBITS }, (_, row) =>
    blocked.includes(row)
      ? []
      : Float32Array.from(pixels.subarray(row * CELL, (row + 1) * CELL), (ink) => ink / 255),
  );
  return drawingSheet(drawings, SPRITE_COLUMNS);
}
