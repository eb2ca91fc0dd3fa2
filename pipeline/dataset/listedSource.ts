/**
 * The drawings that a list names, out of a source that holds more, in another order: `--rows FILE`. With them an experiment
 * has the very sets that it had when the list was written, and so the very models and numbers.
 */
import path from 'node:path';
import { rasterize } from '../../src/core/rasterize.ts';
import type { RowManifest, RowsOfClass } from '../../src/core/row-manifest.ts';
import type { StrokeDrawing } from '../../src/drawings/read/drawings-of-file.ts';
import { PIXELS } from '../../src/learning/classifier.ts';
import { classDrawings, pooledDrawings, sha256 } from './bitmaps.ts';
import { type ListedSearch, listedSearch } from './listedSearch.ts';
import { readRowManifest } from './readRowManifest.ts';
import { type ClassDrawings, DatasetError, type DrawingSource, type LoadProgress } from './source.ts';

/** As many strokes as there are. */
const EVERY = Number.MAX_SAFE_INTEGER;

export interface ListedOptions {
  readonly list: RowManifest;
  /** That the list was read from. */
  readonly file: string;
  /** That is going to be run. */
  readonly experiment: string;
}

/**
 * `available` and `kind` are those of the list, since sets were planned and exhibits left out by these.
 * @param below where the drawings are looked for: all that it holds of a class is read, one class at a time
 * @throws DatasetError for the list of another experiment, and for embedded drawings.
 */
export function listedSource(below: DrawingSource, { list, file, experiment }: ListedOptions): DrawingSource {
  if (list.experiment !== experiment)
    throw new DatasetError(
      `--rows ${file}: it lists the drawings of ${list.experiment}, not those of ${experiment}. Pass the file that is called ${experiment}.json, or run ${list.experiment}.`,
    );
  if (below.kind === 'embedded')
    throw new DatasetError(
      `--rows ${file}: the embedded drawings are on show, and no list names them. Pass Google's files with --data DIR, or --data official.`,
    );

  function rowsOf(className: string): RowsOfClass {
    const found = list.classes.find(({ name }) => name === className);
    if (found !== undefined) return found;
    const names = list.classes.map(({ name }) => name).join(', ');
    throw new DatasetError(
      `--rows ${file}: it lists no drawings of "${className}", only of ${names}. Leave --classes out, or --rows.`,
    );
  }

  /** @param all how many were looked at. @throws DatasetError where they are not what is listed. */
  function verify({ name, count, sha256: expected }: RowsOfClass, search: ListedSearch, all: number): void {
    const missing = search.missing();
    if (missing > 0)
      throw new DatasetError(
        `--rows ${file}: ${missing} of its ${count} drawings of "${name}" are not in ${below.filesOf?.(name).join(', ') ?? below.description}, which has ${all} that may be used. Google's file full/numpy_bitmap/${name}.npy holds them, and full/simplified/${name}.ndjson their strokes; it must be there whole, and not with its first rows alone.`,
      );
    const got = sha256(search.pixels);
    if (got !== expected)
      throw new DatasetError(
        `--rows ${file}: the drawings of "${name}" have SHA-256 ${got}, expected ${expected}. The file was changed: get it again.`,
      );
  }

  /** All that are listed of a class, in the order of the list. [count, 784] */
  async function find(rows: RowsOfClass, onProgress?: (progress: LoadProgress) => void): Promise<Uint8Array> {
    const { name } = rows;
    const search = listedSearch(rows);
    const all = await below.available(name);
    if (all > 0) search.lookAmong((await below.load(name, all, onProgress)).pixels);
    // Of a folder that does not pool them the vectors were not among those.
    if (search.missing() > 0)
      for (const { strokes } of await strokesOf(below, name)) search.lookAmong(rasterize(strokes));
    verify(rows, search, all);
    return search.pixels;
  }

  /** The strokes of the same. */
  async function findStrokes(rows: RowsOfClass): Promise<StrokeDrawing[]> {
    const search = listedSearch(rows);
    const found = new Array<StrokeDrawing>(rows.count);
    const all = (await below.loadStrokes?.(rows.name, EVERY, { orFewer: true })) ?? [];
    for (const drawing of all)
      for (const places of search.lookAmong(rasterize(drawing.strokes)).values())
        for (const place of places) found[place] = drawing;
    verify(rows, search, all.length);
    return found;
  }

  return {
    kind: list.source,
    description: `the drawings that ${file} lists, from ${below.description}`,
    ...(below.isOwn !== undefined && { isOwn: below.isOwn }),
    ...(below.filesOf && { filesOf: below.filesOf }),
    ...(below.accountOf && { accountOf: below.accountOf }),
    available: async (className) => rowsOf(className).available,
    leftOut: (className) => rowsOf(className).onShow,
    async isHere(className) {
      return (await below.isHere?.(className, await below.available(className))) ?? true;
    },
    async bytesToFetch(className) {
      return (await below.bytesToFetch?.(className, await below.available(className))) ?? 0;
    },
    async load(className, count, onProgress): Promise<ClassDrawings> {
      const rows = rowsOf(className);
      // Those on show were asked for too, and are not listed.
      if (count > rows.count + rows.onShow)
        throw new DatasetError(
          `--rows ${file}: ${count} drawings of "${className}" are asked for, and it lists ${rows.count}: ${experiment} was smaller when the list was written. Leave --rows out, or take the code of that time.`,
        );
      const { available, bitmaps } = rows;
      const whole = await find(rows, onProgress);
      const taken = Math.min(count, rows.count);
      const pixels = whole.subarray(0, taken * PIXELS);
      return bitmaps === undefined || (taken < rows.count && taken <= bitmaps)
        ? classDrawings(className, available, pixels)
        : pooledDrawings(className, available, pixels, Math.min(taken, bitmaps));
    },
    ...(below.loadStrokes && {
      loadStrokes: async (className, count) => (await findStrokes(rowsOf(className))).slice(0, count),
    }),
    async withListOf(other) {
      const beside = path.join(path.dirname(file), `${other}.json`);
      return listedSource(below, { list: await readRowManifest(beside), file: beside, experiment: other });
    },
  };
}

/** All strokes that a source has of a class; none where it has none. */
async function strokesOf({ loadStrokes }: DrawingSource, className: string): Promise<StrokeDrawing[]> {
  const found = await loadStrokes?.(className, EVERY, { orFewer: true }).catch((error) => {
    if (error instanceof DatasetError) return undefined; // what is missing is told by whoever asks
    throw error;
  });
  return found ?? [];
}
