/**
 * Drawings in a folder, laid out as the official ones: `full/numpy_bitmap/<class>.npy` and, where strokes are
 * wanted, `full/simplified/<class>.ndjson`. A `dataset.json` beside `full/` gives counts and checksums, which
 * are then verified, and may say that rows 0-99 are left out; otherwise those rows are skipped, since they are
 * the site's exhibits. Of a class that is no word of Quick, Draw! nothing is skipped.
 */
import { createReadStream } from 'node:fs';
import { access, type FileHandle, open, readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { assertCount, classDrawings } from './bitmaps.ts';
import { fileChecksum } from './checksums.ts';
import { assertKnownClass, officialClasses } from './classes.ts';
import { readVectorDrawings, type VectorDrawing } from './ndjson.ts';
import { NPY_HEADER_LIMIT, type NpyHeader, parseNpyHeader, rowBytes } from './npy.ts';
import { DatasetError, type DrawingSource, FIRST_TRAINING_ROW } from './source.ts';

export type FolderSource = DrawingSource &
  Required<Pick<DrawingSource, 'loadStrokes' | 'isOwn'>> & {
    /** Those of `dataset.json`, or of the files, in their order. */
    readonly classes: readonly string[];
  };

export interface FolderOptions {
  /** Folder that remembers checksums. */
  readonly cacheDir: string;
}

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'expected 64 hexadecimal digits');
const manifestSchema = z.object({
  rows: z.string().optional(),
  /** `own`: somebody's, as from the page that trains, and not the official ones. */
  drawings: z.enum(['official', 'own']).optional(),
  classes: z.record(
    z.string(),
    z.object({
      bitmaps: z.int().min(0),
      vectors: z.int().min(0).optional(),
      numpy_bitmap_sha256: sha256.optional(),
      simplified_sha256: sha256.optional(),
    }),
  ),
});
type Manifest = z.infer<typeof manifestSchema>;

/** What a folder must hold, for messages. */
export const LAYOUT =
  'full/numpy_bitmap/<class>.npy (and, for strokes, full/simplified/<class>.ndjson; for checksums, dataset.json)';
const CHANGED = 'The file was changed or damaged: copy it again, or mend dataset.json.';

/** Opens a folder. @throws DatasetError when it is not there or laid out differently. */
export async function folderSource(folder: string, { cacheDir }: FolderOptions): Promise<FolderSource> {
  const bitmaps = path.join(folder, 'full', 'numpy_bitmap');
  const vectors = path.join(folder, 'full', 'simplified');
  if (!(await stat(folder).catch(() => undefined))?.isDirectory())
    throw new DatasetError(`data folder "${folder}": no such folder; expected in it ${LAYOUT}`);
  const files = await readdir(bitmaps).catch((cause: Error) => {
    throw new DatasetError(`data folder "${folder}": ${cause.message}; expected in it ${LAYOUT}`, { cause });
  });
  const manifest = await readManifest(path.join(folder, 'dataset.json'));
  const names = manifest
    ? Object.keys(manifest.classes)
    : files.filter((file) => file.endsWith('.npy')).map((file) => file.slice(0, -'.npy'.length));
  if (names.length === 0)
    throw new DatasetError(`data folder "${folder}" holds no class; expected in it ${LAYOUT}`);
  const isOwn = manifest?.drawings === 'own';
  const skipsNone = isOwn || leavesExhibitsOut(manifest);
  const firstRowOf = (className: string) =>
    skipsNone || !officialClasses().includes(className) ? 0 : FIRST_TRAINING_ROW;
  const memory = path.join(cacheDir, 'checksums');

  function assertInFolder(className: string): void {
    if (!names.includes(className) && officialClasses().includes(className))
      throw new DatasetError(
        `unknown class "${className}" in the folder ${folder}: expected ${path.join(bitmaps, `${className}.npy`)}${manifest ? ', listed in dataset.json' : ''}. Download that file to there, or use --data official.`,
      );
    assertKnownClass(className, names, `in the folder ${folder}`);
  }

  async function withBitmaps<T>(
    className: string,
    use: (handle: FileHandle, header: NpyHeader, file: string) => Promise<T>,
  ): Promise<T> {
    assertInFolder(className);
    const file = path.join(bitmaps, `${className}.npy`);
    const handle = await open(file).catch((cause: Error) => {
      throw new DatasetError(`${file}: ${cause.message}; expected in the folder ${LAYOUT}`, { cause });
    });
    try {
      const { size } = await handle.stat();
      const start = await readAt(handle, 0, Math.min(size, NPY_HEADER_LIMIT), file);
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

  return {
    kind: 'folder',
    description: `folder ${folder}: ${names.length} classes, ${manifest ? 'verified by its dataset.json' : 'without a dataset.json'}, from row ${firstRowOf(names[0] as string)} of each file`,
    classes: names,
    isOwn,
    available: (className) => withBitmaps(className, async (_, { rows }) => usable(className, rows)),

    load: (className, count, onProgress) =>
      withBitmaps(className, async (handle, { rows, dataOffset, fileBytes }, file) => {
        const firstRow = firstRowOf(className);
        assertCount(className, count, usable(className, rows), enough(file, rows, firstRow));
        const [from, to] = rowBytes(dataOffset, firstRow, count);
        const expected = manifest?.classes[className]?.numpy_bitmap_sha256;
        let totalBytes = to - from; // only the rows, unless the whole file is read for its checksum
        await verify(file, expected, (bytes) => {
          totalBytes = fileBytes;
          if (bytes < fileBytes) onProgress?.({ className, bytes, totalBytes });
        });
        const pixels = await readAt(handle, from, to - from, file); // [count, 784]
        onProgress?.({ className, bytes: totalBytes, totalBytes });
        return classDrawings(className, usable(className, rows), pixels);
      }),

    async loadStrokes(className, count, { orFewer = false } = {}) {
      assertInFolder(className);
      const firstRow = firstRowOf(className);
      const file = path.join(vectors, `${className}.ndjson`);
      await access(file).catch((cause: Error) => {
        throw new DatasetError(`${file}: ${cause.message}; expected in the folder ${LAYOUT}`, { cause });
      });
      const listed = manifest?.classes[className];
      await verify(file, listed?.simplified_sha256);
      const drawings: VectorDrawing[] = [];
      let row = 0;
      for await (const drawing of readVectorDrawings(createReadStream(file), file)) {
        if (drawing.word !== className)
          throw new DatasetError(`${file}: drawing ${row} is of "${drawing.word}", expected "${className}"`);
        if (row++ >= firstRow) drawings.push(drawing);
        if (drawings.length >= count) break;
      }
      const least = orFewer ? Math.min(count, 1) : count;
      assertCount(className, least, drawings.length, enough(file, row, firstRow));
      return drawings;
    },
  };
}

async function readManifest(file: string): Promise<Manifest | undefined> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new DatasetError(`${file}: ${error.message}`, { cause: error });
  });
  if (text === undefined) return undefined;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new DatasetError(`${file}: not JSON (${(cause as Error).message}). Mend or delete it.`, { cause });
  }
  const parsed = manifestSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new DatasetError(
    `${file}: ${issue?.path.join('.')}: ${issue?.message}. Expected classes.<name>.{bitmaps, numpy_bitmap_sha256}. Mend or delete the file.`,
  );
}

function leavesExhibitsOut(manifest: Manifest | undefined): boolean {
  return /\brows 0-99\b.*\bleft out\b/i.test(manifest?.rows ?? '');
}

function enough(file: string, rows: number, firstRow: number): string {
  const skipped = firstRow > 0 ? `, of which the first ${firstRow} are left out as the site's exhibits` : '';
  return `${file} has ${rows} rows${skipped}. Ask for fewer, or use --data official.`;
}

/** @throws DatasetError when the file ends before. */
async function readAt(
  handle: FileHandle,
  position: number,
  length: number,
  file: string,
): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(bytes, filled, length - filled, position + filled);
    if (bytesRead === 0)
      throw new DatasetError(
        `${file}: too short: ends at byte ${position + filled}, expected ${position + length}. Fetch it again.`,
      );
    filled += bytesRead;
  }
  return bytes;
}
