/**
 * Drawings of a file that must be read whole or line by line, and painted where they are strokes. What comes of it is kept in
 * the cache, named for the file's checksum and for the code that reads and paints.
 */
import { join } from 'node:path';
import { rasterize } from '../../../src/core/rasterize.ts';
import {
  NOTHING_PASSED_OVER,
  type PassedOver,
  type StrokeDrawing,
} from '../../../src/drawings/read/drawings-of-file.ts';
import { PIXELS } from '../../../src/learning/classifier.ts';
import { hashSources } from '../../engine/cache.ts';
import { fileChecksum } from '../checksums.ts';
import { type KeptPlace, keptCount, keptRows } from '../keptRows.ts';
import { DatasetError } from '../source.ts';
import type { DrawingRows, RowsContext } from './drawingRows.ts';
import { keptNote } from './keptNote.ts';

/** What a reader gives of a file. */
export interface FileReader {
  readonly form: DrawingRows['form'];
  /** All that there is from row `first` on. */
  count(first: number): Promise<Counted>;
  /**
   * The first `count` from row `first` on, or fewer: ink [n, 784], or strokes.
   * @param onPassedOver told all that was passed over so far, each time that there is more; left out by readers that count.
   */
  take(
    first: number,
    count: number,
    onPassedOver?: (passedOver: PassedOver) => void,
  ): Promise<Uint8Array | readonly StrokeDrawing[]>;
}

export interface Counted {
  readonly drawings: number;
  readonly passedOver: PassedOver;
}

export interface Converted {
  readonly file: string;
  readonly className: string;
  readonly what: string;
  /** SHA-256 of the file, where it is listed: whoever reads the file verifies it. */
  readonly sha256?: string | undefined;
}

const ROOT = join(import.meta.dirname, '../../..');
let code: string | undefined;
/** Of all that reads and paints. */
const converter = (): string => {
  code ??= hashSources(
    ['src/drawings/read/read-drawings.ts', 'src/drawings/read/ndjson.ts', 'src/core/rasterize.ts'].map(
      (file) => join(ROOT, file),
    ),
  );
  return code;
};

export function convertedRows(
  { file, className, what, sha256 }: Converted,
  reader: FileReader,
  { cacheDir, log }: RowsContext,
): DrawingRows {
  const { form } = reader;
  let told = false;
  const placeOf = async (first: number): Promise<KeptPlace> => ({
    folder: join(cacheDir, 'rendered'),
    className,
    drawnFrom: `${sha256 ?? (await fileChecksum(file, join(cacheDir, 'checksums')))} from ${first}`,
    drawnBy: converter(),
  });

  /** Remembered as long as the file is the same. */
  async function counted(first: number): Promise<Counted> {
    const found = await keptNote(await placeOf(first), async () => {
      const { drawings, passedOver } = await reader.count(first);
      return { drawings, passedOver: withoutFile(passedOver) };
    });
    tellPassedOver(found.passedOver);
    return found;
  }

  /** What is kept is found again under another path, in a copy of the folder. */
  const withoutFile = ({ examples, ...passedOver }: PassedOver): PassedOver => ({
    ...passedOver,
    examples: examples.map((each) => (each.startsWith(`${file}, `) ? each.slice(file.length + 2) : each)),
  });

  function tellPassedOver({ count, examples, emptyStrokes = 0 }: PassedOver): void {
    if (count + emptyStrokes === 0 || told) return;
    told = true;
    const more = count > examples.length ? ', and so on' : '';
    const said = [];
    if (count > 0)
      said.push(
        `passed over ${count} that ${count === 1 ? 'is' : 'are'} no drawing: ${examples.join('; ')}${more}`,
      );
    if (emptyStrokes > 0)
      said.push(
        `left out ${emptyStrokes} ${emptyStrokes === 1 ? 'stroke' : 'strokes'} without a point, of drawings that have others`,
      );
    log(`${file}: ${said.join('. And ')}`);
  }

  const rows: DrawingRows = {
    form,
    what,
    file,
    count: async (first) => (await counted(first)).drawings,
    atHand: async (first) => keptCount(await placeOf(first)),
    async read(first, count, tell) {
      const begin = async () => {
        const taken = await reader.take(first, count);
        const got = taken instanceof Uint8Array ? taken.length / PIXELS : taken.length;
        if (got < count)
          throw new DatasetError(`${file}: ${got} drawings from row ${first} on, expected ${count} or more`);
        return (row: number) =>
          taken instanceof Uint8Array
            ? taken.subarray(row * PIXELS, (row + 1) * PIXELS)
            : rasterize((taken[row] as StrokeDrawing).strokes);
      };
      return keptRows(await placeOf(first), count, begin, tell);
    },
  };
  if (form === 'bitmaps') return rows;
  return {
    ...rows,
    async strokes(first, count) {
      let passedOver = NOTHING_PASSED_OVER;
      const taken = await reader.take(first, count, (soFar) => {
        passedOver = soFar;
      });
      tellPassedOver(withoutFile(passedOver));
      return taken as readonly StrokeDrawing[];
    },
  };
}
