/** The contact sheet of a folder of pictures: each as it is, and beside it what the models get to see. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { SIDE_PX } from '../../../src/core/bitmap-size.ts';
import { type Cell, cellOf, drawSheet } from '../../drawSheet.ts';
import type { Traced } from './picturePack.ts';

const SCALE = 3;
const SIDE = SIDE_PX * SCALE;
const GROUND = 225;
/** Of more pictures as many, spread over all; those without a drawing come first. */
const MOST = 60;

/** @returns whether it could be written. */
export async function writePictureSheet(
  file: string,
  folder: string,
  traced: readonly (Traced & { readonly name: string })[],
): Promise<boolean> {
  const without = traced.filter((each) => 'reason' in each);
  const others = traced.filter((each) => 'pixels' in each);
  const step = Math.max(1, Math.ceil(others.length / MOST));
  const chosen = [...without.slice(0, MOST / 2), ...others.filter((_, i) => i % step === 0)].slice(0, MOST);
  const lines = [];
  for (const each of chosen) {
    const before = await thumbnail(path.join(folder, each.name));
    const after = 'pixels' in each ? [cellOf(each.pixels, SCALE)] : [];
    lines.push({ label: each.name, cells: [before, ...after] });
  }
  try {
    await drawSheet(file, lines, SIDE);
    return true;
  } catch {
    return false; // the cache cannot be written
  }
}

async function thumbnail(file: string): Promise<Cell> {
  try {
    const grey = await sharp(await readFile(file))
      .autoOrient()
      .resize(SIDE, SIDE, { fit: 'contain', background: '#fff' })
      .flatten({ background: '#fff' })
      .toColourspace('b-w')
      .raw({ depth: 'uchar' })
      .toBuffer();
    return new Uint8Array(grey.buffer, grey.byteOffset, grey.length);
  } catch {
    return new Uint8Array(SIDE * SIDE).fill(GROUND);
  }
}
