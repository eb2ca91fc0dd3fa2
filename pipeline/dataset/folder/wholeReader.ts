/** Files that are read whole, of whatever form; what is read stays in memory as long as nobody else needs the space. */
import { readFile } from 'node:fs/promises';
import type { DrawingsOfFile } from '../../../src/drawings/read/drawings-of-file.ts';
import { readDrawings } from '../../../src/drawings/read/read-drawings.ts';
import { PIXELS } from '../../../src/learning/classifier.ts';
import { DatasetError } from '../source.ts';
import { assertWord } from './assertWord.ts';
import type { FileReader } from './convertedRows.ts';

/** @param form what the file's name says that it holds. */
export function wholeReader(file: string, className: string, form: FileReader['form']): FileReader {
  let held: WeakRef<DrawingsOfFile> | undefined;
  async function open(): Promise<DrawingsOfFile> {
    const known = held?.deref();
    if (known !== undefined) return known;
    const bytes = await readFile(file).catch((cause: Error) => {
      throw new DatasetError(`${file} cannot be read: ${cause.message}`, { cause });
    });
    const read = readDrawings(bytes, file);
    if (read.kind !== (form === 'bitmaps' ? 'bitmaps' : 'strokes'))
      throw new DatasetError(
        `${file}: holds ${read.kind}, expected ${form === 'bitmaps' ? 'bitmaps' : 'strokes'} as its name says. Give it the ending of what it is.`,
      );
    if (read.kind === 'strokes')
      for (const drawing of read.drawings) assertWord(drawing, className, file, drawing.row);
    held = new WeakRef(read);
    return read;
  }
  return {
    form,
    async count(first) {
      const read = await open();
      const drawings =
        read.kind === 'bitmaps'
          ? Math.max(0, read.pixels.length / PIXELS - first)
          : read.drawings.filter(({ row }) => row >= first).length;
      return { drawings, passedOver: read.passedOver };
    },
    async take(first, count, onPassedOver) {
      const read = await open();
      onPassedOver?.(read.passedOver);
      return read.kind === 'bitmaps'
        ? read.pixels.subarray(first * PIXELS, (first + count) * PIXELS)
        : read.drawings
            .filter(({ row }) => row >= first)
            .slice(0, count)
            .map(({ row: _, ...drawing }) => drawing);
    },
  };
}
