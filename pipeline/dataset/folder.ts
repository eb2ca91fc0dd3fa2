/**
 * Drawings in a folder, laid out as the official ones: `full/numpy_bitmap/<class>.npy` and, where strokes are
 * wanted, `full/simplified/<class>.ndjson`. A `dataset.json` beside `full/` gives counts and checksums, which
 * are then verified, and may say that rows 0-99 are left out; otherwise those rows are skipped, since they are
 * the site's exhibits. Of a class that is no word of Quick, Draw! nothing is skipped. It may also say that the vectors
 * are other drawings than the bitmaps: then a class is its bitmaps, row by row, and after them its vectors, rendered, in
 * the order of their file.
 */
import { createReadStream } from 'node:fs';
import { access, type FileHandle, open, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { rasterize } from '../../src/core/rasterize.ts';
import type { Stroke } from '../../src/core/strokes.ts';
import { PIXELS } from '../../src/learning/classifier.ts';
import { assertCount, classDrawings, pooledDrawings } from './bitmaps.ts';
import { fileChecksum } from './checksums.ts';
import { assertKnownClass, officialClasses } from './classes.ts';
import { assertFolder, hintFor, misnamed } from './folderHints.ts';
import { codeSum, keptCount, keptRows } from './keptRows.ts';
import { leavesExhibitsOut, readManifest, vectorsAreOthers } from './manifest.ts';
import { readVectorDrawings } from './ndjson.ts';
import { NPY_HEADER_LIMIT, type NpyHeader, parseNpyHeader, rowBytes } from './npy.ts';
import { DatasetError, type DrawingSource, FIRST_TRAINING_ROW, type VectorDrawing } from './source.ts';

export type FolderSource = DrawingSource &
  Required<Pick<DrawingSource, 'loadStrokes' | 'isOwn' | 'isHere'>> & {
    /** Those of `dataset.json`, or of the files, in their order. */
    readonly classes: readonly string[];
  };

export interface FolderOptions {
  /** Folder that remembers checksums, and keeps vectors that have been rendered. */
  readonly cacheDir: string;
}

/** What a folder must hold, for messages. */
export const LAYOUT =
  'full/numpy_bitmap/<class>.npy (and, for strokes, full/simplified/<class>.ndjson; for checksums, dataset.json)';
/** What draws the vectors, from this folder. */
const RASTERIZER = ['../../src/core/rasterize.ts', '../../src/core/bitmap-size.ts'];
const CHANGED = 'The file was changed or damaged: copy it again, or mend dataset.json.';

/** Opens a folder. @throws DatasetError when it is not there or laid out differently. */
export async function folderSource(folder: string, { cacheDir }: FolderOptions): Promise<FolderSource> {
  const bitmaps = path.join(folder, 'full', 'numpy_bitmap');
  const vectors = path.join(folder, 'full', 'simplified');
  await assertFolder(folder, LAYOUT);
  const files = await readdir(bitmaps).catch(async (cause: Error) => {
    throw new DatasetError(
      `data folder "${folder}" has no folder full/numpy_bitmap; expected in it ${LAYOUT}.${await hintFor(folder)}`,
      { cause },
    );
  });
  const manifest = await readManifest(path.join(folder, 'dataset.json'));
  const names = manifest
    ? Object.keys(manifest.classes)
    : files.filter((file) => file.endsWith('.npy')).map((file) => file.slice(0, -'.npy'.length));
  if (names.length === 0)
    throw new DatasetError(
      manifest && files.length > 0
        ? `data folder "${folder}": its dataset.json lists no class, though there are files. Mend or delete dataset.json.`
        : `data folder "${folder}" holds no class; expected in it ${LAYOUT}.${await hintFor(folder)}`,
    );
  const wrong = manifest ? [] : misnamed(files);
  if (wrong.length > 0)
    throw new DatasetError(
      `data folder "${folder}": files are called as their words are, with spaces. Rename in ${bitmaps}: ${wrong.join(', ')}`,
    );
  const isOwn = manifest?.drawings === 'own';
  const skipsNone = isOwn || leavesExhibitsOut(manifest);
  const firstRowOf = (className: string) =>
    skipsNone || !officialClasses().includes(className) ? 0 : FIRST_TRAINING_ROW;
  const vectorFile = (className: string) => path.join(vectors, `${className}.ndjson`);
  const memory = path.join(cacheDir, 'checksums');
  /** Where the rendered vectors of a class are kept. */
  const placeOf = async (className: string, file: string) => ({
    folder: path.join(cacheDir, 'rendered'),
    className,
    // As listed, if it is: whoever reads the file verifies it.
    drawnFrom: manifest?.classes[className]?.simplified_sha256 ?? (await fileChecksum(file, memory)),
    drawnBy: codeSum(RASTERIZER),
  });
  const pools = vectorsAreOthers(manifest);

  async function assertInFolder(className: string): Promise<void> {
    if (!names.includes(className) && officialClasses().includes(className))
      throw new DatasetError(
        `unknown class "${className}" in the folder ${folder}: expected ${path.join(bitmaps, `${className}.npy`)}${manifest ? ', listed in dataset.json' : ''}. Download that file to there, or use --data official.${await hintFor(folder, className)}`,
      );
    assertKnownClass(className, names, `in the folder ${folder}`);
  }

  async function withBitmaps<T>(
    className: string,
    use: (handle: FileHandle, header: NpyHeader, file: string) => Promise<T>,
  ): Promise<T> {
    await assertInFolder(className);
    const file = path.join(bitmaps, `${className}.npy`);
    const handle = await open(file).catch((cause: Error) => {
      throw new DatasetError(`${file}: ${cause.message}; expected in the folder ${LAYOUT}`, { cause });
    });
    try {
      const { size } = await handle.stat();
      const start = new Uint8Array(Math.min(size, NPY_HEADER_LIMIT));
      await readAt(handle, 0, start, file);
      const header = parseNpyHeader(start, file, size);
      const listed = manifest?.classes[className]?.bitmaps;
      if (listed !== undefined && listed !== header.rows)
        throw new DatasetError(
          `${file}: ${header.rows} rows, expected ${listed} by dataset.json. ${CHANGED}`,
        );
      return await use(handle, header, file);
    } finally {
      await handle.close();
    }
  }

  async function verify(
    file: string,
    expected: string | undefined,
    onBytes?: (bytes: number) => void,
  ): Promise<void> {
    if (expected === undefined) return;
    const got = await fileChecksum(file, memory, onBytes);
    if (got !== expected)
      throw new DatasetError(`${file}: SHA-256 ${got}, expected ${expected} by dataset.json. ${CHANGED}`);
  }

  const usable = (className: string, rows: number) => Math.max(0, rows - firstRowOf(className));

  /** Of the vectors that count as drawings beside the bitmaps. */
  async function usableVectors(className: string): Promise<number> {
    if (!pools) return 0;
    const listed = manifest?.classes[className]?.vectors;
    return usable(className, listed ?? (await countLines(vectorFile(className))));
  }

  /** Strokes of the first `count`, or of fewer where there are fewer; `row` counts those that were read. */
  async function readStrokes(className: string, count: number) {
    const firstRow = firstRowOf(className);
    const file = vectorFile(className);
    const drawings: VectorDrawing[] = [];
    let row = 0;
    for await (const drawing of readVectorDrawings(createReadStream(file), file)) {
      if (drawing.word !== className)
        throw new DatasetError(`${file}: drawing ${row} is of "${drawing.word}", expected "${className}"`);
      if (row++ >= firstRow) drawings.push(drawing);
      if (drawings.length >= count) break;
    }
    return { drawings, row };
  }

  async function assertVectors(className: string): Promise<string> {
    const file = vectorFile(className);
    await access(file).catch((cause: Error) => {
      throw new DatasetError(`${file}: ${cause.message}; expected in the folder ${LAYOUT}`, { cause });
    });
    return file;
  }

  /** The first `count` vectors as bitmaps. [count, 784] */
  async function renderVectors(
    className: string,
    count: number,
    onRendered: (rows: number) => void,
  ): Promise<Uint8Array> {
    const file = await assertVectors(className);
    await verify(file, manifest?.classes[className]?.simplified_sha256);
    const begin = async () => {
      const { drawings, row: read } = await readStrokes(className, count);
      if (drawings.length < count)
        throw new DatasetError(
          `${file}: ${read} drawings, expected ${count + firstRowOf(className)} or more by dataset.json. ${CHANGED}`,
        );
      return (row: number) => rasterize(drawings[row]?.strokes as readonly Stroke[]);
    };
    return keptRows(await placeOf(className, file), count, begin, onRendered);
  }

  return {
    kind: 'folder',
    description: `folder ${folder}: ${names.length} classes, ${manifest ? 'verified by its dataset.json' : 'without a dataset.json'}, from row ${firstRowOf(names[0] as string)} of each file`,
    classes: names,
    isOwn,
    available: async (className) =>
      (await withBitmaps(className, async (_, { rows }) => usable(className, rows))) +
      (await usableVectors(className)),

    async isHere(className, count) {
      const bitmaps = await withBitmaps(className, async (_, { rows }) => usable(className, rows));
      if (count <= bitmaps) return true;
      const place = await placeOf(className, await assertVectors(className));
      return (await keptCount(place)) >= count - bitmaps;
    },

    load: (className, count, onProgress) =>
      withBitmaps(className, async (handle, { rows, dataOffset, fileBytes }, file) => {
        const firstRow = firstRowOf(className);
        const bitmaps = usable(className, rows);
        const others = await usableVectors(className);
        const available = bitmaps + others;
        assertCount(className, count, available, enough(file, rows, firstRow, others));
        const drawnBitmaps = Math.min(count, bitmaps);
        const [from, to] = rowBytes(dataOffset, firstRow, drawnBitmaps);
        const renderedBytes = (count - drawnBitmaps) * PIXELS;
        const expected = manifest?.classes[className]?.numpy_bitmap_sha256;
        let bitmapBytes = to - from; // only the rows, unless the whole file is read for its checksum
        await verify(file, expected, (bytes) => {
          bitmapBytes = fileBytes;
          if (bytes < fileBytes) onProgress?.({ className, bytes, totalBytes: bitmapBytes + renderedBytes });
        });
        const pixels = new Uint8Array(count * PIXELS); // [count, 784]
        await readAt(handle, from, pixels.subarray(0, to - from), file);
        const totalBytes = bitmapBytes + renderedBytes;
        if (renderedBytes === 0) {
          onProgress?.({ className, bytes: totalBytes, totalBytes });
          return classDrawings(className, available, pixels);
        }
        const rendered = await renderVectors(className, count - drawnBitmaps, (row) => {
          const bytes = bitmapBytes + row * PIXELS;
          if (bytes < totalBytes) onProgress?.({ className, bytes, totalBytes });
        });
        pixels.set(rendered, to - from);
        onProgress?.({ className, bytes: totalBytes, totalBytes });
        return pooledDrawings(className, available, pixels, drawnBitmaps);
      }),

    async loadStrokes(className, count, { orFewer = false } = {}) {
      await assertInFolder(className);
      const file = await assertVectors(className);
      await verify(file, manifest?.classes[className]?.simplified_sha256);
      const { drawings, row } = await readStrokes(className, count);
      const least = orFewer ? Math.min(count, 1) : count;
      assertCount(className, least, drawings.length, enough(file, row, firstRowOf(className)));
      return drawings;
    },
  };
}

/** Lines that are not blank; none where there is no such file. */
async function countLines(file: string): Promise<number> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw new DatasetError(`${file}: ${error.message}`, { cause: error });
  });
  return text.split('\n').filter((line) => line.trim() !== '').length;
}

function enough(file: string, rows: number, firstRow: number, vectors = 0): string {
  const skipped = firstRow > 0 ? `, of which the first ${firstRow} are left out as the site's exhibits` : '';
  const more = vectors > 0 ? `, and there are ${vectors} vectors` : '';
  return `${file} has ${rows} rows${skipped}${more}. Ask for fewer, or use --data official.`;
}

/** Fills `bytes` from a place of the file. @throws DatasetError when the file ends before. */
async function readAt(handle: FileHandle, position: number, bytes: Uint8Array, file: string): Promise<void> {
  let filled = 0;
  while (filled < bytes.length) {
    const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, position + filled);
    if (bytesRead === 0)
      throw new DatasetError(
        `${file}: too short: ends at byte ${position + filled}, expected ${position + bytes.length}. Fetch it again.`,
      );
    filled += bytesRead;
  }
}
