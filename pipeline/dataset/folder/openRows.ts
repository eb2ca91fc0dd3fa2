/** The right reader for a file of drawings. */
import { type Converted, convertedRows } from './convertedRows.ts';
import type { DrawingRows, RowsContext } from './drawingRows.ts';
import { lineReader } from './lineReader.ts';
import type { FoundFile, Sort } from './listFolder.ts';
import { npyHeaderOf, plainRows } from './plainRows.ts';
import { wholeReader } from './wholeReader.ts';

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
export function openRows(found: FoundFile, sha256: string | undefined, context: RowsContext): DrawingRows {
  const { file, className, sort } = found;
  const converted: Converted = { file, className, sha256, what: WHAT[sort] };
  if (sort === 'bitmaps')
    return file.endsWith('.npy')
      ? npyRows(converted, context)
      : convertedRows(converted, wholeReader(file, className, 'bitmaps'), context);
  const reader = /\.ndjson$/i.test(file)
    ? lineReader(file, className)
    : wholeReader(file, className, 'vectors');
  return convertedRows(converted, reader, context);
}

/** A .npy file, of which the header decides whether it must be read whole. */
function npyRows(converted: Converted, context: RowsContext): DrawingRows {
  const { file, className, what } = converted;
  let rows: Promise<DrawingRows> | undefined;
  const open = () => {
    rows ??= (async () => {
      const header = await npyHeaderOf(file);
      return header?.isPlain
        ? plainRows(file, header)
        : convertedRows(converted, wholeReader(file, className, 'bitmaps'), context);
    })();
    return rows;
  };
  return {
    form: 'bitmaps',
    what,
    file,
    count: async (first) => (await open()).count(first),
    atHand: async (first) => (await open()).atHand(first),
    read: async (first, count, tell) => (await open()).read(first, count, tell),
  };
}
