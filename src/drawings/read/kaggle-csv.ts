/**
 * Kaggle's tables of vector drawings: `train_simplified/<word>.csv` and `train_raw/<word>.csv` of the Quick, Draw! Doodle
 * Recognition Challenge, with the columns countrycode, drawing, key_id, recognized, timestamp and word, the drawing as
 * JSON in quotes: `"[[[167, 109], [140, 194]]]"`, raw with times as a third column.
 * https://www.kaggle.com/competitions/quickdraw-doodle-recognition/data
 *
 * The columns may stand in any order, and only `drawing` is a must. A record that is wrong is passed over: see
 * `countPassedOver`.
 */
import { DatasetError } from '../dataset-error.ts';
import { type CsvRecord, csvRecords } from './csv-records.ts';
import type { PlacedDrawing, StrokesOfFile } from './drawings-of-file.ts';
import { entryDrawing } from './entry-drawing.ts';
import { countPassedOver } from './passed-over.ts';

const EXPECTED = 'countrycode, drawing, key_id, recognized, timestamp, word, in any order';

/**
 * @param name of the file, for messages, which also give the line.
 * @throws DatasetError for a table without the column, for one without a drawing, and when too much is wrong.
 */
export function readKaggleCsv(bytes: Uint8Array, name: string): StrokesOfFile {
  const records = csvRecords(bytes);
  const header: CsvRecord | undefined = records.next().value ?? undefined;
  const columns = header?.fields?.map((field) => field.trim().toLowerCase()) ?? [];
  const drawingAt = columns.indexOf('drawing');
  if (drawingAt === -1)
    throw new DatasetError(
      `${name}: a table without a column "drawing": its first line is ${JSON.stringify(columns.join(',').slice(0, 80))}, expected ${EXPECTED}`,
    );
  const [wordAt, keyAt] = [columns.indexOf('word'), columns.indexOf('key_id')];
  const count = countPassedOver(name);
  const drawings: PlacedDrawing[] = [];
  for (const { line, fields } of records) {
    const where = `${name}, line ${line}`;
    const drawing = count.take(where, () => {
      if (fields === undefined)
        throw new DatasetError(
          `${where}: quotes that do not end, or text beside them; expected fields as in "[[[1, 2], [3, 4]]]", quotes within them doubled`,
        );
      if (fields.length !== columns.length)
        throw new DatasetError(
          `${where}: ${fields.length} fields, expected ${columns.length} as in the first line`,
        );
      const word = fields[wordAt];
      return entryDrawing(
        { word: word === '' ? undefined : word, keyId: fields[keyAt], drawing: fields[drawingAt] },
        where,
      );
    });
    if (drawing !== undefined) drawings.push(drawing);
  }
  count.end();
  if (drawings.length === 0)
    throw new DatasetError(`${name}: no drawing below its first line, expected one in every line`);
  return { kind: 'strokes', drawings, passedOver: count.soFar() };
}
