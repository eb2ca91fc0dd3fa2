/**
 * Drawings in a folder, in whatever form they lie there: see README.md for the forms, names and places. A `dataset.json`
 * gives counts and checksums, which are then verified, and may say that rows 0-99 are left out; otherwise those rows are
 * skipped, since they are the site's exhibits. Of a class that is no word of Quick, Draw! nothing is skipped, nor of pictures,
 * IDX files and projects. It may also say that the vectors are other drawings than the bitmaps: then a class is its bitmaps,
 * row by row, and after them its vectors, painted, in the order of their file, but for those that look like one of the bitmaps.
 */
import path from 'node:path';
import type { StrokeDrawing } from '../../src/drawings/read/drawings-of-file.ts';
import { PIXELS } from '../../src/learning/classifier.ts';
import { assertCount, classDrawings, pooledDrawings } from './bitmaps.ts';
import { assertKnownClass, officialClasses } from './classes.ts';
import { accountOf } from './folder/accountOf.ts';
import { assertFolder } from './folder/assertFolder.ts';
import type { DrawingRows } from './folder/drawingRows.ts';
import { exhibitRows } from './folder/exhibitRows.ts';
import { isProjectFile } from './folder/isProjectFile.ts';
import { listedRows } from './folder/listedRows.ts';
import { listFolder } from './folder/listFolder.ts';
import { loadParts } from './folder/loadParts.ts';
import { type FolderClass, openClasses } from './folder/openClasses.ts';
import { vectorsAreBitmaps } from './folder/vectorsAreBitmaps.ts';
import { leavesExhibitsOut, readManifest, vectorsAreOthers } from './manifest.ts';
import { twinsAmong } from './sameDrawing.ts';
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
  /** By class, whether its vectors are its bitmaps' drawings after all. */
  const verdicts = new Map<string, Promise<boolean>>();
  let isTold = false;

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

  const listedPart = (className: string, rows: DrawingRows) =>
    listedRows(rows, manifest?.classes[className], firstRowOf(className), memory);
  /** The vectors are left out where they are the bitmaps' own drawings, whatever `dataset.json` says. */
  async function listedPartsOf(className: string) {
    const [first, ...others] = partsOf(className);
    const vectors = others[0];
    const areSame = vectors !== undefined && (await areTwins(className, first, vectors));
    return (areSame ? [first] : [first, ...others]).map((rows) => listedPart(className, rows));
  }

  function areTwins(className: string, bitmaps: DrawingRows, vectors: DrawingRows): Promise<boolean> {
    const known = verdicts.get(className);
    if (known !== undefined) return known;
    const verdict = vectorsAreBitmaps(bitmaps, vectors, { first: firstRowOf(className), memory });
    verdicts.set(className, verdict);
    return verdict.then((areSame) => {
      if (areSame && !isTold)
        log(
          `${folder}: its dataset.json says that the vectors are other drawings than the bitmaps, but those of "${className}" are the same drawings. Where it is so, the bitmaps alone are used. Mend dataset.json.`,
        );
      isTold ||= areSame;
      return areSame;
    });
  }
  const account = (className: string, parts: readonly DrawingRows[]) =>
    accountOf(parts, firstRowOf(className));

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

    exhibitsOf: (wanted) =>
      wanted.every((name) => names.includes(name) && firstRowOf(name) === FIRST_TRAINING_ROW)
        ? exhibitRows({ folder, rowsOf: partsOf, manifest, memory })
        : undefined,

    async available(className) {
      let all = 0;
      for (const part of await listedPartsOf(className)) all += await part.usable();
      return all;
    },

    async isHere(className, count) {
      let left = count;
      for (const part of await listedPartsOf(className)) {
        const wanted = Math.min(left, await part.usable());
        if ((await part.rows.atHand(firstRowOf(className))) < wanted) return false;
        left -= wanted;
      }
      return true;
    },

    async load(className, count, onProgress) {
      const parts = await listedPartsOf(className);
      const counts: number[] = [];
      for (const part of parts) counts.push(await part.usable());
      const available = counts.reduce((a, b) => a + b, 0);
      const advice = count > available ? await account(className, partsOf(className)) : '';
      assertCount(className, count, available, advice);
      const pixels = await loadParts(parts, counts, count, (bytes, totalBytes) =>
        onProgress?.({ className, bytes, totalBytes }),
      );
      const bitmaps = parts[0]?.rows.form === 'bitmaps' ? Math.min(count, counts[0] as number) : 0;
      if (bitmaps === count) return classDrawings(className, available, pixels);
      const kept = withoutTwins(pixels, bitmaps);
      const left = (pixels.length - kept.length) / PIXELS;
      if (left > 0)
        log(
          `${folder}: ${left} vectors of "${className}" are drawings that its bitmaps have too, and are left out`,
        );
      return pooledDrawings(className, available, kept, bitmaps);
    },

    async loadStrokes(className, count, { orFewer = false } = {}) {
      const { vectors } = openClass(className);
      if (vectors?.strokes === undefined)
        throw new DatasetError(
          `no strokes of "${className}" in the folder ${folder}: expected ${path.join(folder, 'full/simplified', `${className}.ndjson`)}, or <class>.bin, .csv or sketch-rnn's .npz`,
        );
      await listedPart(className, vectors).verify();
      const drawings: readonly StrokeDrawing[] = await vectors.strokes(firstRowOf(className), count);
      const least = orFewer ? Math.min(count, 1) : count;
      if (drawings.length < least)
        assertCount(className, least, drawings.length, await account(className, [vectors]));
      return [...drawings];
    },
  };
}

/** @param bitmaps how many come first @returns all but the others that are the same drawings as one of these. [n, 784] */
function withoutTwins(pixels: Uint8Array, bitmaps: number): Uint8Array {
  const first = pixels.subarray(0, bitmaps * PIXELS);
  const others = pixels.subarray(bitmaps * PIXELS);
  const twins = new Set(twinsAmong(others, first));
  if (twins.size === 0) return pixels;
  const kept = new Uint8Array(pixels.length - twins.size * PIXELS);
  kept.set(first);
  let next = bitmaps;
  for (let row = 0; row < others.length / PIXELS; row++)
    if (!twins.has(row)) kept.set(others.subarray(row * PIXELS, (row + 1) * PIXELS), next++ * PIXELS);
  return kept;
}

/** " passed over notes.txt, photos/ and 3 more." */
function listed(before: string, names: readonly string[]): string {
  if (names.length === 0) return '';
  const more = names.length - MOST_TOLD;
  return ` ${before} ${names.slice(0, MOST_TOLD).join(', ')}${more > 0 ? ` and ${more} more` : ''}.`;
}
