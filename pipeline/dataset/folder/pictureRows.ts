/** A folder of pictures, which is a class: each is traced and painted in the look of the data set, in the order of their names. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { PIXELS } from '../../../src/learning/classifier.ts';
import { sha256 } from '../bitmaps.ts';
import { DatasetError } from '../source.ts';
import type { DrawingRows, RowsContext } from './drawingRows.ts';
import type { PictureFolder } from './listFolder.ts';
import { openPicturePack, type Traced } from './picturePack.ts';
import { writePictureSheet } from './pictureSheet.ts';
import { tracePicture } from './tracePicture.ts';

/** A run that is killed loses so many pictures at most. */
const KEEP_AFTER = 100;
const EXAMPLES = 5;

export interface PictureRows extends DrawingRows {
  /** What came of each picture, in order. */
  traced(): Promise<readonly (Traced & { readonly name: string })[]>;
  /** The contact sheet, written when pictures were traced. */
  readonly sheet: string;
}

export function pictureRows(
  { folder, className, files }: PictureFolder,
  { cacheDir, log }: RowsContext,
): PictureRows {
  const home = path.join(cacheDir, 'pictures');
  const place = `${className}-${sha256(Buffer.from(path.resolve(folder))).slice(0, 8)}`;
  const sheet = path.join(home, `${place}.png`);
  let all: Promise<readonly (Traced & { readonly name: string })[]> | undefined;

  async function traceAll() {
    const pack = await openPicturePack(path.join(home, `${place}.pack`));
    const found: (Traced & { readonly name: string })[] = [];
    let fresh = 0;
    for (const name of files) {
      const bytes = await readFile(path.join(folder, name)).catch((cause: Error) => {
        throw new DatasetError(`${path.join(folder, name)} cannot be read: ${cause.message}`, { cause });
      });
      const key = sha256(bytes);
      let traced = pack.get(key);
      if (traced === undefined) {
        traced = await tracePicture(bytes);
        pack.set(key, traced);
        fresh++;
        if (fresh % KEEP_AFTER === 0) await pack.keep();
      }
      found.push({ ...traced, name });
    }
    if (fresh > 0) {
      await pack.keep();
      await tell(found);
    }
    return found;
  }

  async function tell(found: readonly (Traced & { readonly name: string })[]): Promise<void> {
    const without = found.flatMap((each) => ('reason' in each ? `${each.name} (${each.reason})` : []));
    const taken = found.length - without.length;
    const wrote = await writePictureSheet(sheet, folder, found);
    const more = without.length > EXAMPLES ? ', and so on' : '';
    log(
      `${folder}: ${taken} ${taken === 1 ? 'picture' : 'pictures'} taken as drawings of "${className}"${without.length > 0 ? `, ${without.length} passed over: ${without.slice(0, EXAMPLES).join(', ')}${more}` : ''}. ${wrote ? `Look at them before and after in ${sheet}` : `${sheet} could not be written, so there is nothing to look at`}`,
    );
  }

  const traced = () => {
    all ??= traceAll();
    return all;
  };
  const drawings = async () => (await traced()).filter((each) => 'pixels' in each);
  const count = async (first: number) => Math.max(0, (await drawings()).length - first);
  return {
    form: 'bitmaps',
    what: 'pictures',
    file: folder,
    sheet,
    traced,
    count,
    atHand: async (first) =>
      (await openPicturePack(path.join(home, `${place}.pack`))).size > 0 ? count(first) : 0,
    async read(first, wanted, tellRows) {
      const taken = (await drawings()).slice(first, first + wanted);
      if (taken.length < wanted)
        throw new DatasetError(
          `${folder}: ${taken.length} pictures with a drawing from number ${first} on, expected ${wanted}`,
        );
      const pixels = new Uint8Array(wanted * PIXELS); // [wanted, 784]
      for (const [i, each] of taken.entries()) pixels.set(each.pixels, i * PIXELS);
      tellRows?.(wanted);
      return pixels;
    },
  };
}
