/** A project of the page that trains, as one file: its classes, with the drawings that it keeps as bitmaps. */
import { readFile } from 'node:fs/promises';
import { readProjectFile } from '../../../src/drawings/read/project-file.ts';
import { PIXELS } from '../../../src/learning/classifier.ts';
import type { DrawingRows } from './drawingRows.ts';
import { UnreadableError } from './unreadableError.ts';

/** @returns the rows of every class that has drawings. @throws DatasetError for a file that is damaged. */
export async function projectClasses(file: string): Promise<Map<string, DrawingRows>> {
  const bytes = await readFile(file).catch((cause: Error) => {
    throw new UnreadableError(file, cause);
  });
  const classes = readProjectFile(bytes, file);
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
