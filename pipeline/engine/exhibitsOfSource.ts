import { PIXELS } from '../../src/learning/classifier.ts';
import { classDrawings } from '../dataset/bitmaps.ts';
import { difference } from '../dataset/sameDrawing.ts';
import { type ClassDrawings, type DrawingSource, FIRST_TRAINING_ROW } from '../dataset/source.ts';

/**
 * Mean absolute difference of the pixels, of 255, up to which a row is the drawing that was looked at: the package has lost its
 * dots, two or three of which come to as much. Drawings of two people are 15 apart and more.
 */
const SAME_ROW = 10;

/** Of the rows that are to be shown, so many may be others, and are then the package's; of more, all are. */
const MOST_STRANGE = 0.5;

interface Options {
  /** Rows 0-99 as they were looked at, one by one, from the package. */
  readonly embedded: DrawingSource;
  /** Whether they may be fetched to be looked at; else what is not here is taken at its word. */
  readonly mayFetch: boolean;
  readonly log: (line: string) => void;
}

/**
 * Rows 0-99 of a source as what the site shows, where it has them: row by row the drawing that was looked at, dots and all, or
 * else the package's, so that nothing is shown that nobody has looked at.
 * @returns undefined where the package's have to do for all.
 */
export async function exhibitsOfSource(
  source: DrawingSource,
  classes: readonly string[],
  { embedded, mayFetch, log }: Options,
): Promise<DrawingSource | undefined> {
  const rows = source.exhibitsOf?.(classes);
  if (rows === undefined) return undefined;
  const looked = { ...rows, load: loadLooked };
  for (const name of classes) {
    const count = await rows.available(name);
    if (count < FIRST_TRAINING_ROW) return undefined;
    if (!mayFetch && ((await rows.bytesToFetch?.(name, count)) ?? 0) > 0) continue;
    const [own, known] = await Promise.all([rows.load(name, count), embedded.load(name, count)]);
    if (strangeRows(own, known).length <= MOST_STRANGE * count) continue;
    log(
      `rows 0 to ${count - 1} of "${name}" in ${source.description} are other drawings than Google's file has there, which nobody has looked at: the site shows those of the package instead`,
    );
    return undefined;
  }
  return looked;

  async function loadLooked(
    name: string,
    count: number,
    onProgress?: Parameters<DrawingSource['load']>[2],
  ): Promise<ClassDrawings> {
    const own = await (rows as DrawingSource).load(name, count, onProgress);
    const known = await embedded.load(name, count);
    const pixels = own.pixels.slice();
    for (const row of strangeRows(own, known)) pixels.set(rowOf(known, row), row * PIXELS);
    return classDrawings(name, own.available, pixels);
  }
}

const rowOf = ({ pixels }: ClassDrawings, row: number) => pixels.subarray(row * PIXELS, (row + 1) * PIXELS);

/** Rows of `own` that are not the drawing that `known` has in the same row. */
function strangeRows(own: ClassDrawings, known: ClassDrawings): number[] {
  const most = SAME_ROW * PIXELS;
  return Array.from({ length: own.count }, (_, row) => row).filter(
    (row) => difference(rowOf(own, row), rowOf(known, row), most) > most,
  );
}
