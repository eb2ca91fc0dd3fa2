/** The sprites of the drawings that the site shows, one PNG a class. */
import path from 'node:path';
import { encode } from 'fast-png';
import { SIDE_PX } from '../src/core/rasterize.ts';
import type { ExperimentResult } from '../src/core/results.ts';
import { blockedRows } from './dataset/blocklist.ts';
import { makeFolder } from './dataset/makeFolder.ts';
import { writeWhole } from './dataset/writeWhole.ts';

/** Drawings of a class that are exhibited, and how many stand in a line of the sprite. */
export const EXHIBITS = 100;
export const SPRITE_COLUMNS = 10;
/** Pixels of a drawing. */
const CELL = SIDE_PX * SIDE_PX;

type Exhibit = ExperimentResult['exhibits'][number];

/** Gives the exhibits of a class: ink 0..255, row by row. [100, 784], or fewer of an author's own */
export type LoadExhibits = (className: string) => Promise<Uint8Array>;

/** Path of a class's sprite below the folder that is served. */
export function exhibitFile(className: string): string {
  return `exhibits/${className.replaceAll(' ', '-')}.png`;
}

/**
 * Path of the sprite of an author's own drawings below the folder that is served; a name may hold signs that addresses do
 * not take.
 */
export function ownExhibitFile(experiment: string, className: string, index: number): string {
  const plain = className
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return `exhibits/${experiment}/${[index + 1, plain].filter((part) => part !== '').join('-')}.png`;
}

/**
 * Writes `exhibits/<class>.png` for every class below `outDir`: 280x280 pixels, drawing r in the cell of 28x28 at
 * column r % 10 and line floor(r / 10), black with the ink as its opacity, so that it lies on any ground and
 * `filter: invert(1)` turns it white. Blocked drawings leave their cell empty. The same drawings give the same bytes.
 * @param outDir the folder that is served, such as `public`.
 * @param options `blocked`: rows that are not to be shown, by default those of the block list; `experiment`: whose sprites
 *   they are, where they are not the embedded drawings that all experiments share, `exhibits/<experiment>/<number>-<class>.png`
 * @returns the entries for `exhibits` of the results, in the order of the classes.
 * @throws RangeError when a class has not 100 drawings. Nothing half written is left behind.
 */
export async function writeExhibits(
  classes: readonly string[],
  outDir: string,
  load: LoadExhibits,
  {
    blocked = blockedRows,
    experiment,
  }: { readonly blocked?: (className: string) => readonly number[]; readonly experiment?: string } = {},
): Promise<Exhibit[]> {
  const exhibits: Exhibit[] = [];
  for (const [index, name] of classes.entries()) {
    const file = experiment === undefined ? exhibitFile(name) : ownExhibitFile(experiment, name, index);
    const hidden = [...blocked(name)];
    const pixels = await load(name);
    if (pixels.length !== EXHIBITS * CELL)
      throw new RangeError(
        `exhibits of ${name} have ${pixels.length} pixels: expected ${EXHIBITS} drawings of ${CELL}`,
      );
    await writeSprite(path.join(outDir, file), drawSprite(pixels, hidden));
    exhibits.push({ class: name, file, count: EXHIBITS, blocked: hidden });
  }
  return exhibits;
}

/**
 * The same for the author's own drawings, of which there may be fewer: `exhibits/<experiment>/<number>-<class>.png`, as
 * many lines of ten as it takes. The number keeps apart what is the same without its signs.
 */
export async function writeOwnExhibits(
  experiment: string,
  classes: readonly string[],
  outDir: string,
  load: LoadExhibits,
): Promise<Exhibit[]> {
  const exhibits: Exhibit[] = [];
  for (const [index, name] of classes.entries()) {
    const file = ownExhibitFile(experiment, name, index);
    const pixels = await load(name);
    await writeSprite(path.join(outDir, file), drawSprite(pixels, []));
    exhibits.push({ class: name, file, count: pixels.length / CELL, blocked: [], own: true });
  }
  return exhibits;
}

async function writeSprite(file: string, png: Uint8Array): Promise<void> {
  makeFolder(path.dirname(file));
  await writeWhole(file, png);
}

function drawSprite(pixels: Uint8Array, blocked: readonly number[]): Uint8Array {
  const count = pixels.length / CELL;
  const width = SPRITE_COLUMNS * SIDE_PX;
  const height = Math.ceil(count / SPRITE_COLUMNS) * SIDE_PX;
  const data = new Uint8Array(width * height * 2); // grey, which stays black, and opacity. [280, 280, 2]
  for (let row = 0; row < count; row++) {
    if (blocked.includes(row)) continue;
    const left = (row % SPRITE_COLUMNS) * SIDE_PX;
    const top = Math.floor(row / SPRITE_COLUMNS) * SIDE_PX;
    for (let i = 0; i < CELL; i++) {
      const x = left + (i % SIDE_PX);
      const y = top + Math.floor(i / SIDE_PX);
      data[(y * width + x) * 2 + 1] = pixels[row * CELL + i] as number;
    }
  }
  return encode({ width, height, data, channels: 2, depth: 8 });
}
