/** Whether the vectors of a class are its bitmaps' own drawings, whatever a list says of them. */
import { mkdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { rasterize } from '../../../src/core/rasterize.ts';
import { sha256 } from '../bitmaps.ts';
import { twinsAmong } from '../sameDrawing.ts';
import { writeWhole } from '../writeWhole.ts';
import type { DrawingRows } from './drawingRows.ts';

/** Vectors that are looked at: where a list is wrong, it is wrong about all. What it says of a few is held when they are loaded. */
const SAMPLE = 3;

interface Place {
  /** Row of either that is the first to count. */
  readonly first: number;
  /** Folder that remembers the answer, so that files that have not changed are looked at once. */
  readonly memory: string;
}

/**
 * Learnt from as the one, and tested as the other, drawings that are the same would make every model look better than it is.
 * @returns whether one of the first few vectors, rendered, is the same drawing as one of the bitmaps.
 */
export async function vectorsAreBitmaps(
  bitmaps: DrawingRows,
  vectors: DrawingRows,
  { first, memory }: Place,
): Promise<boolean> {
  const note = await noteOf([bitmaps.file, vectors.file], first, memory);
  const known = note === undefined ? undefined : await readFile(note, 'utf8').catch(() => undefined);
  if (known === 'true' || known === 'false') return known === 'true';
  const areSame = await look(bitmaps, vectors, first);
  if (note !== undefined)
    try {
      await mkdir(memory, { recursive: true });
      await writeWhole(note, String(areSame));
    } catch {
      // Only costs the time to look again.
    }
  return areSame;
}

async function look(bitmaps: DrawingRows, vectors: DrawingRows, first: number): Promise<boolean> {
  const count = await bitmaps.count(first);
  const strokes = (await vectors.strokes?.(first, SAMPLE)) ?? [];
  if (count < 1 || strokes.length === 0) return false;
  const rendered = Buffer.concat(strokes.map((drawing) => rasterize(drawing.strokes)));
  return twinsAmong(rendered, await bitmaps.read(first, count)).length > 0;
}

/** Another name whenever a file is another; undefined where one cannot be looked up. */
async function noteOf(files: readonly string[], first: number, memory: string): Promise<string | undefined> {
  try {
    const states = await Promise.all(
      files.map(async (file) => {
        const { size, mtimeMs, ctimeMs, ino } = await stat(file);
        return [path.resolve(file), size, mtimeMs, ctimeMs, ino];
      }),
    );
    const key = sha256(Buffer.from(JSON.stringify([states, first]))).slice(0, 32);
    return path.join(memory, `twins-${key}.txt`);
  } catch {
    return undefined;
  }
}
