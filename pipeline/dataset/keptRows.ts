/**
 * Bitmaps that take long to draw, kept once they are drawn: a file a class, named for all that they are drawn from, so that
 * what is kept is never that of other drawings. It holds the SHA-256 of what follows (32 bytes) and the first bitmaps of
 * the class, as many as were asked for so far. [n, 784]
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { PIXELS } from '../../src/learning/classifier.ts';
import { sha256 } from './bitmaps.ts';
import { writeWhole } from './writeWhole.ts';

const SUM_BYTES = 32;

/** Where a class is kept. */
export interface KeptPlace {
  readonly folder: string;
  readonly className: string;
  /** SHA-256 of what the bitmaps are drawn from. */
  readonly drawnFrom: string;
  /** See `codeSum`. */
  readonly drawnBy: string;
}

/** SHA-256 of sources, comments and all: an edit of one costs the time to draw everything anew. */
export const codeSum = (files: readonly string[]): string =>
  sha256(Buffer.concat(files.map((file) => readFileSync(path.join(import.meta.dirname, file)))));

function fileOf({ folder, className, drawnFrom, drawnBy }: KeptPlace): string {
  const key = sha256(Buffer.from(`${drawnFrom} ${drawnBy}`)).slice(0, 16);
  return path.join(folder, `${className}-${key}.rows`);
}

/** How many of a class are kept, undamaged or not. */
export async function keptCount(place: KeptPlace): Promise<number> {
  const size = (await stat(fileOf(place)).catch(() => undefined))?.size ?? 0;
  return Math.max(0, Math.floor((size - SUM_BYTES) / PIXELS));
}

/**
 * The first `count` bitmaps of a class, ink 0..255. [count, 784]
 * Draws those that are not kept, and keeps them; all are drawn anew where the file is damaged. Where nothing can be kept,
 * only time is lost.
 * @param begin asked only where some are missing: gives what draws one of the first `count`. [784]
 * @param onDrawn told how many are there.
 */
export async function keptRows(
  place: KeptPlace,
  count: number,
  begin: () => Promise<(row: number) => Uint8Array>,
  onDrawn: (rows: number) => void = () => {},
): Promise<Uint8Array> {
  const file = fileOf(place);
  const kept = await readRows(file);
  if (kept.length >= count * PIXELS) {
    onDrawn(count);
    return kept.subarray(0, count * PIXELS);
  }
  const draw = await begin();
  const bytes = new Uint8Array(SUM_BYTES + count * PIXELS);
  const rows = bytes.subarray(SUM_BYTES);
  rows.set(kept);
  for (let row = kept.length / PIXELS; row < count; row++) {
    rows.set(draw(row), row * PIXELS);
    onDrawn(row + 1);
  }
  bytes.set(createHash('sha256').update(rows).digest());
  try {
    await mkdir(place.folder, { recursive: true });
    await writeWhole(file, bytes);
  } catch {
    // Only costs the time to draw them again.
  }
  return rows;
}

/** What is kept; nothing where it is not what was written. */
async function readRows(file: string): Promise<Uint8Array> {
  const bytes = await readFile(file).catch(() => undefined);
  if (bytes === undefined || bytes.length < SUM_BYTES) return new Uint8Array(0);
  const rows = bytes.subarray(SUM_BYTES);
  const isSound =
    rows.length % PIXELS === 0 &&
    createHash('sha256').update(rows).digest().equals(bytes.subarray(0, SUM_BYTES));
  return isSound ? rows : new Uint8Array(0);
}
