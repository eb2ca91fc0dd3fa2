/**
 * Drawings in a folder, in whatever form they lie there: see README.md for the forms, names and places. A `dataset.json`
 * gives counts and checksums, which are then verified, and may say that rows 0-99 are left out; otherwise those rows are
 * skipped, since they are the site's exhibits. Of a class that is no word of Quick, Draw! nothing is skipped, nor of pictures,
 * IDX files and projects. It may also say that the vectors are other drawings than the bitmaps: then a class is its bitmaps,
 * row by row, and after them its vectors, painted, in the order of their file.
 */
import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { StrokeDrawing } from '../../src/drawings/read/drawings-of-file.ts';
import { PIXELS } from '../../src/learning/classifier.ts';
import { assertCount, classDrawings, pooledDrawings } from './bitmaps.ts';
import { fileChecksum } from './checksums.ts';
import { assertKnownClass, officialClasses } from './classes.ts';
import { assertFolder } from './folder/assertFolder.ts';
import type { DrawingRows } from './folder/drawingRows.ts';
import { listFolder } from './folder/listFolder.ts';
import { type FolderClass, openClasses } from './folder/openClasses.ts';
import { isProjectFile } from './folder/projectClasses.ts';
import { leavesExhibitsOut, type Manifest, readManifest, vectorsAreOthers } from './manifest.ts';
import { DatasetError, type DrawingSource, FIRST_TRAINING_ROW } from './source.ts';

export type FolderSource = DrawingSource &
  Required<Pick<DrawingSource, 'loadStrokes' | 'isOwn' | 'isHere' | 'filesOf' | 'accountOf'>> & {
    /** Those of `dataset.json`, in its order, or of the files, in that of their names. */
    readonly classes: readonly string[];
    /** Sentences for people: what is read otherwise than its name says, and what is not read. */
    readonly notes: readonly string[];
    /** Paths below the folder that are no drawings and nothing that belongs to them. */
    readonly passedOver: readonly string[];
    /** What a class is read from: the first is what `load` gives; both where they are pooled. */
    rowsOf(className: string): readonly DrawingRows[];
    /** How many rows of every file of a class are left out, as the site's exhibits. */
    firstRowOf(className: string): number;
  };

export interface FolderOptions {
  /** Folder that remembers checksums, and keeps what has been painted and traced. */
  readonly cacheDir: string;
  /** Told, a line at a time, what is read as what, and what was passed over. */
  readonly log?: ((line: string) => void) | undefined;
}

/** What a folder must hold, for messages. */
export const LAYOUT =
  'full/numpy_bitmap/<class>.npy, <class>.ndjson, .bin, .csv or .npz, a folder of pictures for each class, or IDX files (pipeline/dataset/README.md lists all forms)';
const CHANGED = 'The file was changed or damaged: copy it again, or mend dataset.json.';
/** Of files whose first hundred rows are skipped. */
const OFFICIAL_ADVICE =
  'Ask for fewer, or use --data official. If they are your own drawings, give the class a name that is no word of Quick, Draw!, or write "drawings": "own" into dataset.json.';
const MOST_TOLD = 5;

/** Opens a folder, or the file of a project of the page that trains. @throws DatasetError when nothing that is known is in it. */
export async function folderSource(folder: string, options: FolderOptions): Promise<FolderSource> {
  const { cacheDir, log = () => {} } = options;
  const isFile = /\.json$/i.test(folder) && (await isProjectFile(folder).catch(() => false));
  if (!isFile) await assertFolder(folder, LAYOUT);
  const home = isFile ? path.dirname(folder) : folder;
  const manifest = isFile ? undefined : await readManifest(path.join(folder, 'dataset.json'));
  const listing = isFile
    ? { files: [], pictures: [], idx: [], json: [folder], passedOver: [] }
    : await listFolder(folder);
  const { classes, notes, passedOver } = await openClasses(home, listing, manifest, { cacheDir, log });
  const names = manifest ? Object.keys(manifest.classes) : [...classes.keys()];
  if (names.length === 0)
    throw new DatasetError(
      manifest && listing.files.length > 0
        ? `data folder "${folder}": its dataset.json lists no class, though there are files. Mend or delete dataset.json.`
        : `data folder "${folder}" holds no class; expected in it ${LAYOUT}.${listed('There is only', passedOver)}`,
    );
  for (const note of notes) log(`${folder}: ${note}`);
  if (passedOver.length > 0) log(`${folder}:${listed('passed over', passedOver)}`);

  const memory = path.join(cacheDir, 'checksums');
  const isOwn = manifest?.drawings === 'own' || [...classes.values()].some((each) => each.isOwn);
  const skipsNone = manifest?.drawings === 'own' || leavesExhibitsOut(manifest);
  const firstRowOf = (className: string) =>
    skipsNone || classes.get(className)?.isOwn || !officialClasses().includes(className)
      ? 0
      : FIRST_TRAINING_ROW;
  const pools = vectorsAreOthers(manifest);

  function openClass(className: string): FolderClass {
    if (!names.includes(className) && officialClasses().includes(className))
      throw new DatasetError(
        `unknown class "${className}" in the folder ${folder}: expected ${path.join(folder, 'full/numpy_bitmap', `${className}.npy`)}${manifest ? ', listed in dataset.json' : ''}. Download that file to there, or use --data official.`,
      );
    assertKnownClass(className, names, `in the folder ${folder}`);
    const found = classes.get(className);
    const isMissing = found?.bitmaps === undefined && (manifest?.classes[className]?.bitmaps ?? 0) > 0;
    if (found === undefined || isMissing)
      throw new DatasetError(
        `${path.join(folder, 'full/numpy_bitmap', `${className}.npy`)} is not there, though dataset.json lists it. Copy it to there, or mend dataset.json.`,
      );
    return found;
  }

  /** What is read of a class, in its order. */
  function partsOf(className: string): readonly [DrawingRows, ...DrawingRows[]] {
    const { bitmaps, vectors } = openClass(className);
    if (bitmaps === undefined) return [vectors as DrawingRows];
    return vectors !== undefined && pools ? [bitmaps, vectors] : [bitmaps];
  }

  const sumOf = (className: string, { form, what }: DrawingRows): string | undefined => {
    const entry = manifest?.classes[className];
    if (form === 'bitmaps') return entry?.numpy_bitmap_sha256;
    return what === 'simplified strokes' ? entry?.simplified_sha256 : undefined;
  };

  async function verify(
    className: string,
    part: DrawingRows,
    onBytes?: (bytes: number, fileBytes: number) => void,
  ): Promise<void> {
    const expected = sumOf(className, part);
    if (expected === undefined) return;
    const { size } = await stat(part.file);
    const got = await fileChecksum(part.file, memory, (bytes) => onBytes?.(bytes, size));
    if (got !== expected)
      throw new DatasetError(
        `${part.file}: SHA-256 ${got}, expected ${expected} by dataset.json. ${CHANGED}`,
      );
  }

  /** Usable drawings of a part: of vectors as many as are listed, without reading them. */
  async function usable(className: string, part: DrawingRows): Promise<number> {
    const first = firstRowOf(className);
    const entry: Partial<Manifest['classes'][string]> = manifest?.classes[className] ?? {};
    if (part.form === 'vectors')
      return entry.vectors === undefined ? part.count(first) : Math.max(0, entry.vectors - first);
    if (entry.bitmaps !== undefined) {
      const rows = await part.count(0);
      if (rows !== entry.bitmaps)
        throw new DatasetError(
          `${part.file}: ${rows} rows, expected ${entry.bitmaps} by dataset.json. ${CHANGED}`,
        );
    }
    return part.count(first);
  }

  /** Where there are fewer than are listed. */
  const fewer = (part: DrawingRows, className: string) => (error: Error) => {
    const vectors = part.form === 'vectors' ? manifest?.classes[className]?.vectors : undefined;
    if (vectors === undefined || !(error instanceof DatasetError)) throw error;
    throw new DatasetError(`${error.message}: dataset.json lists ${vectors}. ${CHANGED}`, { cause: error });
  };

  /** What is in the files, which of it does not count, and what to do. */
  const account = async (className: string, parts: readonly DrawingRows[]): Promise<string> => {
    const first = firstRowOf(className);
    const told = [];
    for (const { file, form, count } of parts) {
      const rows = await count(0);
      const skipped =
        first === 0
          ? ''
          : rows > first
            ? `, of which the first ${first} are left out as the site's exhibits`
            : `, and the first ${first} of every file are left out as the site's exhibits`;
      told.push(`${file} has ${rows} ${form === 'bitmaps' ? 'rows' : 'vectors'}${skipped}`);
    }
    return `${told.join('; ')}. ${first > 0 ? OFFICIAL_ADVICE : 'Ask for fewer, or collect more.'}`;
  };

  return {
    kind: 'folder',
    description: `folder ${folder}: ${names.length} classes, ${manifest ? 'verified by its dataset.json' : 'without a dataset.json'}, from row ${firstRowOf(names[0] as string)} of each file`,
    classes: names,
    notes,
    passedOver,
    isOwn,
    rowsOf: partsOf,
    filesOf: (className) => partsOf(className).map(({ file }) => file),
    accountOf: async (className) => account(className, partsOf(className)),
    firstRowOf,

    async available(className) {
      let all = 0;
      for (const part of partsOf(className)) all += await usable(className, part);
      return all;
    },

    async isHere(className, count) {
      let left = count;
      for (const part of partsOf(className)) {
        const wanted = Math.min(left, await usable(className, part));
        if ((await part.atHand(firstRowOf(className))) < wanted) return false;
        left -= wanted;
      }
      return true;
    },

    async load(className, count, onProgress) {
      const parts = partsOf(className);
      const counts: number[] = [];
      for (const part of parts) counts.push(await usable(className, part));
      const available = counts.reduce((a, b) => a + b, 0);
      if (count > available) assertCount(className, count, available, await account(className, parts));
      assertCount(className, count, available, '');

      const pixels = new Uint8Array(count * PIXELS); // [count, 784]
      let filled = 0; // drawings
      let passed = 0; // bytes
      for (const [i, part] of parts.entries()) {
        const wanted = Math.min(count - filled, counts[i] as number);
        if (wanted === 0) continue;
        const left = (count - filled - wanted) * PIXELS;
        // Of bitmaps only the rows are read, unless the whole file is read for its checksum.
        let size = wanted * PIXELS;
        let isRead = false;
        const tell = (bytes: number) =>
          onProgress?.({ className, bytes: passed + bytes, totalBytes: passed + size + left });
        await verify(className, part, (bytes, fileBytes) => {
          if (part.form === 'vectors') return;
          isRead = true;
          size = fileBytes;
          if (bytes < fileBytes) tell(bytes);
        });
        const read = part.read(firstRowOf(className), wanted, (drawn) => {
          if (!isRead && drawn < wanted) tell(drawn * PIXELS);
        });
        pixels.set(await read.catch(fewer(part, className)), filled * PIXELS);
        filled += wanted;
        tell(size);
        passed += size;
      }
      const [first] = parts;
      const bitmaps = first.form === 'bitmaps' ? Math.min(count, counts[0] as number) : 0;
      return bitmaps === count
        ? classDrawings(className, available, pixels)
        : pooledDrawings(className, available, pixels, bitmaps);
    },

    async loadStrokes(className, count, { orFewer = false } = {}) {
      const { vectors } = openClass(className);
      if (vectors?.strokes === undefined)
        throw new DatasetError(
          `no strokes of "${className}" in the folder ${folder}: expected ${path.join(folder, 'full/simplified', `${className}.ndjson`)}, or <class>.bin, .csv or sketch-rnn's .npz`,
        );
      await verify(className, vectors);
      const drawings: readonly StrokeDrawing[] = await vectors.strokes(firstRowOf(className), count);
      const least = orFewer ? Math.min(count, 1) : count;
      if (drawings.length < least)
        assertCount(className, least, drawings.length, await account(className, [vectors]));
      return [...drawings];
    },
  };
}

/** " passed over notes.txt, photos/ and 3 more." */
function listed(before: string, names: readonly string[]): string {
  if (names.length === 0) return '';
  const more = names.length - MOST_TOLD;
  return ` ${before} ${names.slice(0, MOST_TOLD).join(', ')}${more > 0 ? ` and ${more} more` : ''}.`;
}
