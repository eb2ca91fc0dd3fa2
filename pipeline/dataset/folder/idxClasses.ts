/**
 * A folder of IDX files, as MNIST is published: images, and labels beside them, of a training and a test part. Both parts are
 * pooled, the training part first; the split is drawn here.
 * Format: http://yann.lecun.com/exdb/mnist/
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { readIdxImages, readIdxLabels } from '../../../src/drawings/read/idx.ts';
import { unwrap } from '../../../src/drawings/read/unwrap.ts';
import { PIXELS } from '../../../src/learning/classifier.ts';
import { assertPlainName } from '../classes.ts';
import { DatasetError } from '../source.ts';
import type { DrawingRows } from './drawingRows.ts';
import type { IdxFile } from './listFolder.ts';

const PARTS = ['train', 't10k'] as const;
/** Files that name the classes, one a line; the first that there is counts. */
export const NAME_FILES = ['labels.txt', 'classes.txt'];

interface Pair {
  readonly images: string;
  readonly labels: Uint8Array;
}

/** @returns the rows of every class, by name, in the order of their numbers. */
export async function idxClasses(
  folder: string,
  files: readonly IdxFile[],
): Promise<Map<string, DrawingRows>> {
  const pairs = await readPairs(folder, files);
  const used = [...new Set(pairs.flatMap(({ labels }) => [...new Set(labels)]))].sort((a, b) => a - b);
  const names = await namesOf(folder, used);
  let held: WeakRef<readonly Uint8Array[]> | undefined;

  async function images(): Promise<readonly Uint8Array[]> {
    const known = held?.deref();
    if (known !== undefined) return known;
    const read: Uint8Array[] = [];
    for (const { images: file, labels } of pairs) {
      const { pixels } = readIdxImages(await bytesOf(file), file);
      if (pixels.length !== labels.length * PIXELS)
        throw new DatasetError(
          `${file}: ${pixels.length / PIXELS} images, expected ${labels.length}, as many as there are labels beside it. Fetch both again from one place.`,
        );
      read.push(pixels);
    }
    held = new WeakRef(read);
    return read;
  }

  const rowsOf = (label: number): DrawingRows => {
    const rows = pairs.map(({ labels }) => Array.from(labels.keys()).filter((row) => labels[row] === label));
    const all = rows.reduce((sum, each) => sum + each.length, 0);
    const count = async (first: number) => Math.max(0, all - first);
    return {
      form: 'bitmaps',
      what: 'IDX images',
      file: pairs.map((pair) => pair.images).join(' and '),
      count,
      atHand: count,
      async read(first, wanted, tell) {
        const parts = await images();
        const pixels = new Uint8Array(wanted * PIXELS); // [wanted, 784]
        let row = -first;
        for (const [part, taken] of rows.entries())
          for (const from of taken) {
            if (row >= 0 && row < wanted)
              pixels.set(
                (parts[part] as Uint8Array).subarray(from * PIXELS, (from + 1) * PIXELS),
                row * PIXELS,
              );
            row++;
          }
        tell?.(wanted);
        return pixels;
      },
    };
  };
  return new Map(used.map((label) => [names(label), rowsOf(label)]));
}

/** Labels of both parts, and where their images are. */
async function readPairs(folder: string, files: readonly IdxFile[]): Promise<Pair[]> {
  const sets = [...new Set(files.map(({ set }) => set))];
  if (sets.length > 1)
    throw new DatasetError(
      `data folder "${folder}" has IDX files of ${sets.length} sets: ${sets.map((set) => set || 'one without a name').join(', ')}. Expected one: move the others away.`,
    );
  const pairs: Pair[] = [];
  for (const part of PARTS) {
    const [images, labels] = (['images', 'labels'] as const).map((holds) => {
      const found = files.filter((file) => file.part === part && file.holds === holds);
      if (found.length > 1)
        throw new DatasetError(
          `data folder "${folder}": ${found.map(({ file }) => path.basename(file)).join(' and ')} are the same ${holds}. Move one of them away.`,
        );
      return found[0]?.file;
    });
    if (images === undefined && labels === undefined) continue;
    if (images === undefined || labels === undefined)
      throw new DatasetError(
        `${images ?? labels}: its ${images === undefined ? 'images' : 'labels'} are not there, expected ${part}-${images === undefined ? 'images-idx3' : 'labels-idx1'}-ubyte or the same with .gz in ${folder}`,
      );
    pairs.push({ images, labels: readIdxLabels(await bytesOf(labels), labels) });
  }
  return pairs;
}

/** What the labels are called: as the lines of labels.txt or classes.txt say, else by their numbers. */
async function namesOf(folder: string, used: readonly number[]): Promise<(label: number) => string> {
  for (const name of NAME_FILES) {
    const file = path.join(folder, name);
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (text === undefined) continue;
    const lines = text.split('\n').map((line) => line.trim());
    while (lines.at(-1) === '') lines.pop();
    const largest = used.at(-1) ?? 0;
    // Some sets count from 1, as the letters of EMNIST.
    const before = used[0] === 1 && lines.length === largest ? 1 : 0;
    if (lines.length - 1 + before < largest)
      throw new DatasetError(
        `${file}: ${lines.length} names, expected ${largest + 1}, one a line, the first of them of label 0: there are labels up to ${largest}.`,
      );
    for (const [i, line] of lines.entries())
      if (lines.indexOf(line) !== i)
        throw new DatasetError(
          `${file}, line ${i + 1}: "${line}" is there twice, expected another name a line`,
        );
    for (const line of lines) assertPlainName(line);
    return (label) => lines[label - before] as string;
  }
  return String;
}

async function bytesOf(file: string): Promise<Uint8Array> {
  const bytes = await readFile(file).catch((cause: Error) => {
    throw new DatasetError(`${file} cannot be read: ${cause.message}`, { cause });
  });
  return unwrap(bytes, file).bytes;
}
