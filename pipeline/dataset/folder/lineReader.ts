/** Files with a drawing a line, read as far as they are needed. */
import { createReadStream } from 'node:fs';
import {
  NOTHING_PASSED_OVER,
  type PassedOver,
  type StrokeDrawing,
} from '../../../src/drawings/read/drawings-of-file.ts';
import { foreignBytes } from '../../../src/drawings/read/foreign-bytes.ts';
import { readVectorDrawings } from '../../../src/drawings/read/ndjson.ts';
import { sniff } from '../../../src/drawings/read/sniff.ts';
import { DatasetError } from '../source.ts';
import { assertWord } from './assertWord.ts';
import type { FileReader } from './convertedRows.ts';
import { startOfFile } from './startOfFile.ts';
import { wholeReader } from './wholeReader.ts';

const START_BYTES = 4096;

/**
 * @returns a reader of lines; of a file that is called so and is of another form, such as one that is packed, what reads that
 *   form. It throws a DatasetError for a file that holds no drawings in any form, with what it is.
 */
export function lineReader(file: string, className: string): FileReader {
  const lines = readerOfLines(file, className);
  let chosen: Promise<FileReader> | undefined;
  const reader = () => {
    chosen ??= choose();
    return chosen;
  };
  async function choose(): Promise<FileReader> {
    const start = await startOfFile(file, START_BYTES);
    const foreign = foreignBytes(start);
    if (foreign !== undefined)
      throw new DatasetError(`${file}: ${foreign.is}, expected a drawing a line. ${foreign.advice}`);
    return sniff(start, 'x.ndjson') === 'ndjson' ? lines : wholeReader(file, className, 'vectors');
  }
  return {
    form: 'vectors',
    count: async (first) => (await reader()).count(first),
    take: async (first, count, onPassedOver) => (await reader()).take(first, count, onPassedOver),
  };
}

function readerOfLines(file: string, className: string): FileReader {
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
