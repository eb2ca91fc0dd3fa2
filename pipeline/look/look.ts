/** `npm run pipeline -- look DIR`: looks, writes the contact sheet, and tells. */
import path from 'node:path';
import { SIDE_PX } from '../../src/core/bitmap-size.ts';
import { CACHE_DIR } from '../dataset/open.ts';
import { cellOf, drawSheet } from '../drawSheet.ts';
import { lookInto } from './lookInto.ts';
import { lookWords, nameFor } from './lookWords.ts';
import type { LookArguments } from './parseLook.ts';

/** Drawings of few classes are shown larger. */
const MANY = 12;

/** @returns what is to be printed. @throws DatasetError, WriteError */
export async function look({ folder, out, cache, json }: LookArguments): Promise<string> {
  const found = await lookInto(folder, path.join(cache, path.basename(CACHE_DIR)));
  const sheet = out ?? path.join(cache, 'look', `${nameFor(folder)}.png`);
  const scale = found.classes.length > MANY ? 1 : 2;
  const lines = found.classes.map(({ name, examples }) => ({
    label: name,
    cells: examples.map((ink) => cellOf(ink, scale)),
  }));
  await drawSheet(sheet, lines, SIDE_PX * scale);
  if (!json) return lookWords(found, sheet);
  const classes = found.classes.map(({ examples: _, ...each }) => each);
  return JSON.stringify({ ...found, classes, sheet });
}
