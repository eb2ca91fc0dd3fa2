/** The door by which drawings of any form enter: told by their bytes, unpacked, and read. */
import { DatasetError } from '../dataset-error.ts';
import type { DrawingsOfFile } from './drawings-of-file.ts';
import { foreignBytes } from './foreign-bytes.ts';
import { readIdxImages, readIdxLabels } from './idx.ts';
import { readKaggleCsv } from './kaggle-csv.ts';
import { latin1 } from './latin1.ts';
import { readNdjson } from './ndjson.ts';
import { readNpy } from './npy.ts';
import { readNpz } from './npz.ts';
import { printable } from './printable.ts';
import { readProjectFile } from './project-file.ts';
import { readQuickdrawBin } from './quickdraw-bin.ts';
import { sniff } from './sniff.ts';
import { type Unwrapped, unwrap } from './unwrap.ts';

/** For messages. */
const FORMS =
  '.npy or .npz (NumPy), .ndjson, .bin or .csv (Quick, Draw!), IDX (MNIST), a project of /train/, or one of these packed as .gz or .zip';

/**
 * Drawings of one class.
 * @param bytes of the whole file.
 * @param name for messages; it tells the form only where the bytes do not.
 * @throws DatasetError for everything that holds no drawings, those of several classes, or damaged ones.
 */
export function readDrawings(bytes: Uint8Array, name: string): DrawingsOfFile {
  return readUnwrapped(unwrap(bytes, name));
}

function readUnwrapped({ bytes, name, fileName }: Unwrapped): DrawingsOfFile {
  switch (sniff(bytes, fileName)) {
    case 'npy':
      return readNpy(bytes, name);
    case 'zip':
      return readNpz(bytes, name);
    case 'ndjson':
      return readNdjson(bytes, name);
    case 'kaggle-csv':
      return readKaggleCsv(bytes, name);
    case 'quickdraw-bin':
      return readQuickdrawBin(bytes, name);
    case 'idx-images':
      return readIdxImages(bytes, name);
    case 'idx-labels': {
      const { length } = readIdxLabels(bytes, name);
      throw new DatasetError(
        `${name}: ${length} labels, expected images. Give it together with the file of its images, in a folder.`,
      );
    }
    case 'project':
      return ofOneClass(bytes, name);
    default: {
      const foreign = foreignBytes(bytes);
      if (foreign !== undefined)
        throw new DatasetError(`${name}: ${foreign.is}, expected drawings. ${foreign.advice}`);
      const start = latin1(bytes.subarray(0, 20));
      throw new DatasetError(
        bytes.length === 0
          ? `${name}: empty: 0 bytes, expected drawings. Fetch or save it again.`
          : `${name}: no drawings that can be read: it begins ${JSON.stringify(start)}, expected ${FORMS}.`,
      );
    }
  }
}

function ofOneClass(bytes: Uint8Array, name: string): DrawingsOfFile {
  const classes = readProjectFile(bytes, name);
  if (classes.length > 1 || classes[0] === undefined)
    throw new DatasetError(
      `${name}: a project of ${classes.length} classes (${classes.map((each) => printable(each.name)).join(', ')}), expected the drawings of one. Give it as the folder that holds them all.`,
    );
  return classes[0].drawings;
}
