/** The right reader for a file of drawings. */
import type { Converted } from './convertedRows.ts';
import type { DrawingRows, RowsContext } from './drawingRows.ts';
import { lateRows } from './lateRows.ts';
import type { FoundFile, Sort } from './listFolder.ts';
import { npyHeaderOf, plainRows } from './plainRows.ts';

/** In words, for people. */
export const WHAT: Readonly<Record<Sort, string>> = {
  bitmaps: 'bitmaps',
  simplified: 'strokes of an .ndjson file', // simplified or raw, which the first line tells
  binary: 'strokes of a .bin file',
  kaggle: "strokes of Kaggle's table",
  'sketch-rnn': 'strokes of sketch-rnn',
  raw: 'raw strokes',
};

/** @param sha256 of the file, where it is listed. Nothing is read yet. */
export function openRows(
  { file, className, sort }: FoundFile,
  sha256: string | undefined,
  context: RowsContext,
): DrawingRows {
  const form = sort === 'bitmaps' ? 'bitmaps' : 'vectors';
  const converted: Converted = { file, className, sha256, what: WHAT[sort] };
  return lateRows({ form, what: WHAT[sort], file }, async () => {
    if (form === 'bitmaps' && file.endsWith('.npy')) {
      const header = await npyHeaderOf(file);
      if (header?.isPlain) return plainRows(file, header);
    }
    const { convertedRows } = await import('./convertedRows.ts');
    if (/\.ndjson$/i.test(file)) {
      const { lineReader } = await import('./lineReader.ts');
      return convertedRows(converted, lineReader(file, className), context);
    }
    const { wholeReader } = await import('./wholeReader.ts');
    return convertedRows(converted, wholeReader(file, className, form), context);
  });
}
