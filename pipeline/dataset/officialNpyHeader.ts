import { PIXELS } from '../../src/core/bitmap-pixels.ts';
import { DatasetError } from '../../src/drawings/dataset-error.ts';
import { readNpyFields } from '../../src/drawings/read/npy-fields.ts';
import { type NpyHeader, parseNpyHeader } from '../../src/drawings/read/npy-header.ts';
import { npyType } from '../../src/drawings/read/npy-type.ts';
import { printable } from '../../src/drawings/read/printable.ts';

/**
 * The header of a numpy_bitmap file as Google saved it: uint8, C order, N x 784. Its rows are fetched as they stand, without
 * the rest of the file.
 * @param start all of the file, or at least NPY_HEADER_LIMIT of its first bytes.
 * @param name of the file or its URL, for messages.
 * @param fileBytes size of the whole file if it is known; it is then checked against the header.
 * @throws DatasetError for every other form too, which a copy on one's own disk may have.
 */
export function officialNpyHeader(start: Uint8Array, name: string, fileBytes?: number): NpyHeader {
  const { descr, isFortran, shape } = readNpyFields(start, name);
  const type = npyType(descr);
  const refuse = (got: string, expected: string) =>
    new DatasetError(
      `${name}: ${got}, expected ${expected}. A server must have the numpy_bitmap files of the Quick, Draw! dataset, or files saved like them (uint8, N x ${PIXELS}, C order). Other forms can be read from a folder: --data DIR.`,
    );
  if (type?.kind !== 'unsigned' || type.bytes !== 1)
    throw refuse(`dtype ${printable(descr)}`, "'|u1' (uint8)");
  if (isFortran) throw refuse('Fortran order', 'C order');
  if (shape.length !== 2 || shape[1] !== PIXELS)
    throw refuse(`shape (${shape.slice(0, 8).join(', ')})`, `(N, ${PIXELS})`);
  return parseNpyHeader(start, name, fileBytes);
}
