/** What to rename, move or unpack where a folder of drawings is not laid out as it should be. */
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { officialClasses } from './classes.ts';
import { DatasetError } from './source.ts';

/** Where people put the files, below the folder that they name; the last is where they belong. */
const PLACES = ['', 'numpy_bitmap', 'full', path.join('full', 'numpy_bitmap')] as const;
const RIGHT = PLACES.length - 1;

const isDrawings = (file: string) => /\.npy(\.gz|\.zip)?$/.test(file);

/** The name that a file was probably meant to have: `full_numpy_bitmap_alarm%20clock.npy` is of "alarm clock". */
export function plainName(file: string): string {
  const stem = file.replace(/\.npy(\.gz|\.zip)?$/, '');
  let name = stem;
  try {
    name = decodeURIComponent(stem);
  } catch {
    // A percent sign that is one.
  }
  return name.replace(/^full[/_]numpy_bitmap[/_]/, '').replaceAll(/[_+]/g, ' ');
}

/** `"a_b.npy" to "a b.npy"`: files that hold a word's drawings under another name than its. */
export function misnamed(files: readonly string[]): string[] {
  return files
    .filter((file) => file.endsWith('.npy'))
    .flatMap((file) => {
      const [stem, plain] = [file.slice(0, -'.npy'.length), plainName(file)];
      const known = officialClasses().includes(plain) && !officialClasses().includes(stem);
      return known ? [`"${file}" to "${plain}.npy"`] : [];
    });
}

/** @throws DatasetError unless it is a folder: what it is, and what to do. */
export async function assertFolder(folder: string, layout: string): Promise<void> {
  const found = await stat(folder).catch(() => undefined);
  if (found?.isDirectory()) return;
  const what = `data folder "${folder}"`;
  if (found === undefined) throw new DatasetError(`${what}: no such folder; expected in it ${layout}`);
  const todo = /\.zip$/i.test(folder)
    ? 'Unpack it, and pass the folder that comes out'
    : isDrawings(folder)
      ? 'Pass the folder that has full/numpy_bitmap in it'
      : 'Pass a folder';
  throw new DatasetError(`${what} is a file, not a folder. ${todo}; expected in it ${layout}`);
}

/** What lies where instead, in a sentence with a space before it; nothing where there is nothing to be seen. */
export async function hintFor(folder: string, className?: string): Promise<string> {
  for (const [i, place] of PLACES.entries()) {
    const files = await readdir(path.join(folder, place)).catch(() => []);
    const found = files.find(
      (file) => isDrawings(file) && (className === undefined || plainName(file) === className),
    );
    if (found === undefined) continue;
    const target = path.join(folder, PLACES[RIGHT] as string, `${className ?? plainName(found)}.npy`);
    if (i === RIGHT && path.join(folder, place, found) === target) continue;
    const todo = found.endsWith('.npy') ? (i === RIGHT ? 'rename it' : 'move it') : 'unpack it';
    const others =
      className === undefined && files.filter(isDrawings).length > 1 ? ', and so with the others' : '';
    return ` ${path.join(folder, place, found)} is there: ${todo} to ${target}${others}.`;
  }
  return '';
}
