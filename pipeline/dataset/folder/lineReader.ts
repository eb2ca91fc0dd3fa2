/** Files with a drawing a line, read as far as they are needed. */
import { createReadStream } from 'node:fs';
import {
  NOTHING_PASSED_OVER,
  type PassedOver,
  type StrokeDrawing,
} from '../../../src/drawings/read/drawings-of-file.ts';
import { readVectorDrawings } from '../../../src/drawings/read/ndjson.ts';
import { assertWord } from './assertWord.ts';
import type { FileReader } from './convertedRows.ts';

export function lineReader(file: string, className: string): FileReader {
  return {
    form: 'vectors',
    async count(first) {
      let passedOver: PassedOver = NOTHING_PASSED_OVER;
      let drawings = 0;
      const read = readVectorDrawings(createReadStream(file), file, (soFar) => {
        passedOver = soFar;
      });
      for await (const { row, ...drawing } of read) {
        assertWord(drawing, className, file, row);
        if (row >= first) drawings++;
      }
      return { drawings, passedOver };
    },
    async take(first, count, onPassedOver) {
      const taken: StrokeDrawing[] = [];
      if (count === 0) return taken;
      const read = readVectorDrawings(createReadStream(file), file, onPassedOver);
      for await (const { row, ...drawing } of read) {
        assertWord(drawing, className, file, row);
        if (row >= first) taken.push(drawing);
        if (taken.length === count) break;
      }
      return taken;
    },
  };
}
