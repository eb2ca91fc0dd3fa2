/** What lies in a folder of drawings, by name alone; only a `.npz` is looked into, and a `.zip` that is called as nothing else. */
import { access, constants, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { DatasetError } from '../source.ts';
import { classOfName, nameOfFile } from './nameOfFile.ts';

/** What a file's drawings are; of a class several may lie in a folder, one of each. Strokes that come first are read. */
export const SORTS = ['bitmaps', 'simplified', 'binary', 'kaggle', 'sketch-rnn', 'raw'] as const;
export type Sort = (typeof SORTS)[number];

/** Where files with a class each are looked for, below the folder. */
const PLACES = [
  ...['full/numpy_bitmap', 'full/simplified', 'full/raw', 'full/binary', '', 'full', 'numpy_bitmap'],
  ...['simplified', 'raw', 'binary', 'sketchrnn', 'train_simplified', 'train_raw'],
];
/** Endings of the official files, by place. */
const OFFICIAL: Readonly<Record<string, string>> = {
  'full/numpy_bitmap': 'npy',
  'full/simplified': 'ndjson',
  'full/raw': 'ndjson',
  'full/binary': 'bin',
};
const PICTURE = /\.(png|jpe?g|webp|svg)$/i;
const IDX = /^(?:(.+)-)?(train|t10k|test)-(images|labels)[-.]idx[13]-ubyte(?:\.gz)?$/i;
/** Files that may lie beside the drawings and are none. */
const BESIDE =
  /^(?:\..*|dataset\.json|readme.*|licen[cs]e.*|(?:labels|classes)\.txt|desktop\.ini|thumbs\.db)$/i;
/** Folders of that kind: any other may be a class, such as "license plate". */
const FOLDER_BESIDE = /^(?:\..*|__MACOSX)$/i;
const isBeside = (name: string, isFolder: boolean) => (isFolder ? FOLDER_BESIDE : BESIDE).test(name);
const ARCHIVE = /\.(?:zip|gz|tgz|tar|7z|rar|bz2|xz|zst)$/i;

export interface FoundFile {
  readonly file: string;
  readonly className: string;
  readonly stem: string;
  readonly sort: Sort;
  /** Whether it is called and lies as an official file does. */
  readonly isAsOfficial: boolean;
}

export interface PictureFolder {
  readonly folder: string;
  readonly className: string;
  /** Names of the pictures, in order. */
  readonly files: readonly string[];
}

export interface IdxFile {
  readonly file: string;
  /** What stands before "train-images", as in EMNIST's. */
  readonly set: string;
  readonly part: 'train' | 't10k';
  readonly holds: 'images' | 'labels';
}

export interface Listing {
  readonly files: readonly FoundFile[];
  readonly pictures: readonly PictureFolder[];
  readonly idx: readonly IdxFile[];
  /** Files of JSON, of which some may be projects of the page that trains. */
  readonly json: readonly string[];
  /** Paths below the folder that are nothing known; those of archives with a word about them in brackets. */
  readonly passedOver: readonly string[];
}

/** @throws DatasetError for a folder that is called as a file of drawings is. */
export async function listFolder(folder: string): Promise<Listing> {
  const files: FoundFile[] = [];
  const pictures: PictureFolder[] = [];
  const idx: IdxFile[] = [];
  const json: string[] = [];
  const passedOver: string[] = [];
  for (const place of PLACES) {
    for (const [name, isFolder] of await entriesOf(path.join(folder, place))) {
      const file = path.join(folder, place, name);
      const below = path.join(place, name);
      const named = nameOfFile(name);
      if (isFolder && named !== undefined)
        throw new DatasetError(
          `${file} is a folder, expected a file of drawings. If the file is in it, move it out; else give the folder another name.`,
        );
      if (isFolder) {
        if (PLACES.includes(below.replaceAll(path.sep, '/')) || isBeside(name, true)) continue;
        const inside = place === '' ? await entriesOf(file) : [];
        const isPicture = ([each, isBelow]: readonly [string, boolean]) => !isBelow && PICTURE.test(each);
        const found = inside.filter(isPicture).map(([each]) => each);
        if (found.length === 0) {
          passedOver.push(`${below}/`);
          continue;
        }
        pictures.push({ folder: file, className: classOfName(name), files: found });
        for (const each of inside)
          if (!isPicture(each) && !isBeside(...each))
            passedOver.push(await withAdvice(path.join(name, each[0]), path.join(file, each[0])));
        continue;
      }
      const inside = named === undefined ? await insideOf(file, name) : undefined;
      const found = named ?? nameOfFile(inside ?? '');
      const [, set = '', part, holds] = IDX.exec(inside ?? name) ?? [];
      if (found !== undefined) {
        const sort = await sortOf(file, found, place);
        const { className } = found;
        const stem = inside === undefined ? found.stem : name.replace(/\.zip$/i, '');
        const isAsOfficial = OFFICIAL[place] === name.slice(className.length + 1) && stem === className;
        files.push({ file, className, stem, sort, isAsOfficial });
      } else if (part !== undefined)
        idx.push({
          file,
          set,
          part: part.toLowerCase() === 'train' ? 'train' : 't10k',
          holds: holds?.toLowerCase() as IdxFile['holds'],
        });
      else if (/\.json$/i.test(name) && !BESIDE.test(name)) json.push(file);
      else if (!BESIDE.test(name)) passedOver.push(await withAdvice(below, file));
    }
  }
  return { files, pictures, idx, json, passedOver };
}

/** Names in their order, and whether each is a folder; links are followed. None where there is no such folder. */
async function entriesOf(folder: string): Promise<[name: string, isFolder: boolean][]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return [];
    throw new DatasetError(`${folder} cannot be read: ${error.message}`, { cause: error });
  });
  const isFolder = async (name: string) =>
    (await stat(path.join(folder, name)).catch(() => undefined))?.isDirectory() ?? false;
  const named: [string, boolean][] = [];
  for (const entry of entries)
    named.push([entry.name, entry.isSymbolicLink() ? await isFolder(entry.name) : entry.isDirectory()]);
  return named.sort(([a], [b]) => (a < b ? -1 : 1));
}

/** @param below what is passed over. @returns it, with what to do about an archive. */
async function withAdvice(below: string, file: string): Promise<string> {
  if (!ARCHIVE.test(below)) return below;
  const fault = await access(file, constants.R_OK).then(
    () => undefined,
    (error: Error) => error.message,
  );
  return `${below} (${fault === undefined ? 'packed: unpack it' : `it cannot be read: ${fault}`})`;
}

/** What the one file in a zip is called; of one that NumPy wrote without a name, as the zip. */
async function insideOf(file: string, name: string): Promise<string | undefined> {
  if (!/\.zip$/i.test(name)) return undefined;
  const { onlyEntry } = await import('./onlyEntry.ts');
  const inside = await onlyEntry(file);
  return inside === 'arr_0.npy' ? name.replace(/\.zip$/i, '.npz') : inside;
}

async function sortOf(
  file: string,
  { ending, stem, isRaw }: { readonly ending: string; readonly stem: string; readonly isRaw: boolean },
  place: string,
): Promise<Sort> {
  switch (ending) {
    case 'npy':
      return 'bitmaps';
    case 'csv':
      return 'kaggle';
    case 'bin':
      return 'binary';
    case 'ndjson':
      return isRaw || /raw$/.test(place) ? 'raw' : 'simplified';
    default: {
      const { firstArray } = await import('./firstArray.ts');
      const array = await firstArray(file);
      const isCalledSo = /^sketchrnn[/_]|\.full$/i.test(stem);
      const isOfStrokes =
        array?.isOfObjects ?? (isCalledSo || /^(train|valid|test)\.npy$/.test(array?.path ?? ''));
      return isOfStrokes ? 'sketch-rnn' : 'bitmaps';
    }
  }
}
