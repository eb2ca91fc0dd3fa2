/** Which class of a folder is in which files. */
import path from 'node:path';
import type { Manifest } from '../manifest.ts';
import { DatasetError } from '../source.ts';
import type { DrawingRows, RowsContext } from './drawingRows.ts';
import { isProjectFile } from './isProjectFile.ts';
import { type FoundFile, type Listing, SORTS } from './listFolder.ts';
import { openRows, WHAT } from './openRows.ts';
import { unpackedFiles } from './unpackedFiles.ts';
import { UnreadableError } from './unreadableError.ts';

/** At least one of the two is there. */
export interface FolderClass {
  readonly bitmaps?: DrawingRows;
  readonly vectors?: DrawingRows;
  /** Whether somebody has collected its drawings: pictures, IDX files, a project. */
  readonly isOwn: boolean;
}

export interface OpenedClasses {
  readonly classes: ReadonlyMap<string, FolderClass>;
  /** Sentences: what is called otherwise than it is read, and what is not read since there is a better form of it. */
  readonly notes: readonly string[];
  /** Paths below the folder that hold nothing known, or cannot be read; some with a word about them in brackets. */
  readonly passedOver: readonly string[];
}

/** @throws DatasetError where two files are the same class in the same form. */
export async function openClasses(
  folder: string,
  { files, pictures, idx, json, passedOver }: Listing,
  manifest: Manifest | undefined,
  context: RowsContext,
): Promise<OpenedClasses> {
  const classes = new Map<string, FolderClass>();
  const notes: string[] = [];
  const add = (name: string, rows: DrawingRows) => {
    const before = classes.get(name);
    if (before !== undefined)
      throw twice(name, (before.bitmaps ?? before.vectors)?.file as string, rows.file);
    classes.set(name, { bitmaps: rows, isOwn: true });
  };

  const unpacked = unpackedFiles(files);
  const unpackedIdx = unpackedFiles(idx);
  for (const { file, of } of [...unpacked.left, ...unpackedIdx.left])
    notes.push(
      `${path.relative(folder, file)} is not read, since ${path.relative(folder, of)} is the same unpacked`,
    );
  for (const [name, found] of byClass(unpacked.taken, manifest)) {
    const listed = manifest?.classes[name];
    const rows = (file: FoundFile, sha256: string | undefined) =>
      openRows({ ...file, className: name }, sha256, context);
    const [bitmaps] = found.filter(({ sort }) => sort === 'bitmaps');
    const [strokes, ...others] = found
      .filter(({ sort }) => sort !== 'bitmaps')
      .sort((a, b) => SORTS.indexOf(a.sort) - SORTS.indexOf(b.sort));
    classes.set(name, {
      ...(bitmaps && { bitmaps: rows(bitmaps, listed?.numpy_bitmap_sha256) }),
      ...(strokes && {
        vectors: rows(strokes, strokes.sort === 'simplified' ? listed?.simplified_sha256 : undefined),
      }),
      isOwn: false,
    });
    for (const other of others)
      notes.push(
        `${path.relative(folder, other.file)} is not read, since ${path.relative(folder, strokes?.file as string)} has the same strokes in another form`,
      );
  }
  // What reads the rarer forms, and decodes pictures, is large.
  if (pictures.length > 0) {
    const { pictureRows } = await import('./pictureRows.ts');
    for (const found of pictures) add(found.className, pictureRows(found, context));
  }
  if (unpackedIdx.taken.length > 0) {
    const { idxClasses } = await import('./idxClasses.ts');
    for (const [name, rows] of await idxClasses(folder, unpackedIdx.taken)) add(name, rows);
  }
  const unknown: string[] = [];
  for (const file of json)
    try {
      if (await isProjectFile(file)) {
        const { projectClasses } = await import('./projectClasses.ts');
        for (const [name, rows] of await projectClasses(file)) add(name, rows);
      } else unknown.push(path.relative(folder, file));
    } catch (error) {
      if (!(error instanceof UnreadableError)) throw error;
      unknown.push(`${path.relative(folder, file)} (it cannot be read: ${error.reason})`);
    }
  return {
    classes: new Map([...classes].sort(([a], [b]) => (a < b ? -1 : 1))),
    notes: [...renamed(folder, unpacked.taken), ...notes],
    passedOver: [...passedOver, ...unknown],
  };
}

/** Files by class; with a list, of the listed classes alone. */
function byClass(files: readonly FoundFile[], manifest: Manifest | undefined): Map<string, FoundFile[]> {
  const found = new Map<string, FoundFile[]>();
  for (const file of files) {
    // A class of the author's own that is called nearly as a word is, such as "Cat", is called so in the list.
    const name =
      manifest !== undefined && Object.hasOwn(manifest.classes, file.stem) ? file.stem : file.className;
    if (manifest !== undefined && !Object.hasOwn(manifest.classes, name)) continue;
    const same = found.get(name) ?? [];
    const other = same.find(({ sort }) => sort === file.sort);
    if (other !== undefined) throw twice(name, other.file, file.file);
    found.set(name, [...same, file]);
  }
  return found;
}

const twice = (name: string, first: string, second: string) =>
  new DatasetError(
    `${first} and ${second} are both "${name}". Move one of them away, or give it the name of its own class.`,
  );

/** Up to so many are told one by one. */
const MOST_TOLD = 3;

/** What files are read as, where they are not called or do not lie as the official ones. */
function renamed(folder: string, files: readonly FoundFile[]): string[] {
  const other = files.filter(
    ({ isAsOfficial, sort, className, stem }) => !isAsOfficial && (stem !== className || sort !== 'bitmaps'),
  );
  const told = other
    .slice(0, MOST_TOLD)
    .map(({ file, className, sort }) => `${path.relative(folder, file)} as ${WHAT[sort]} of "${className}"`);
  if (told.length === 0) return [];
  const more = other.length - told.length;
  return [`${told.join(', ')}${more > 0 ? `, and so ${more} more` : ''}`];
}
