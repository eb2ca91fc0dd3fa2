/** A project of the page that trains, as one file: its classes, with the drawings that it keeps as bitmaps. */
import { open, readFile } from 'node:fs/promises';
import { readProjectFile } from '../../../src/drawings/read/project-file.ts';
import { PIXELS } from '../../../src/learning/classifier.ts';
import type { DrawingRows } from './drawingRows.ts';

/** As the page begins the file. */
const BEGINNING = /^\s*\{\s*"format"\s*:\s*"doodles-project"/;

/** Whether a file of JSON begins as a project does; other JSON lies in many folders. */
export async function isProjectFile(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const start = Buffer.alloc(200);
    const { bytesRead } = await handle.read(start, 0, start.length, 0);
    return BEGINNING.test(start.toString('utf8', 0, bytesRead));
  } finally {
    await handle.close();
  }
}

/** @returns the rows of every class that has drawings. @throws DatasetError for a file that is damaged. */
export async function projectClasses(file: string): Promise<Map<string, DrawingRows>> {
  const classes = readProjectFile(await readFile(file), file);
  return new Map(
    classes.map(({ name, drawings }) => {
      const { pixels } = drawings;
      const count = async (first: number) => Math.max(0, pixels.length / PIXELS - first);
      const rows: DrawingRows = {
        form: 'bitmaps',
        what: 'drawings of a project',
        file,
        count,
        atHand: count,
        read: async (first, wanted, tell) => {
          tell?.(wanted);
          return pixels.slice(first * PIXELS, (first + wanted) * PIXELS);
        },
      };
      return [name, rows] as const;
    }),
  );
}
