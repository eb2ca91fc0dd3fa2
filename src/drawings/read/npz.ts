/**
 * NumPy's .npz, a zip of one .npy an array: the one array of bitmaps that `numpy.savez` or `savez_compressed` wrote, or
 * sketch-rnn's arrays of strokes.
 */
import { DatasetError } from '../dataset-error.ts';
import type { DrawingsOfFile } from './drawings-of-file.ts';
import { readNpy } from './npy.ts';
import { type NpyFields, readNpyFields } from './npy-fields.ts';
import { rowShape } from './npy-header.ts';
import { npyType } from './npy-type.ts';
import { printable } from './printable.ts';
import { readSketchRnn, SKETCH_RNN_PARTS } from './sketch-rnn.ts';
import { drawingsOf } from './unwrap.ts';
import { type ZipEntry, zipEntries } from './zip.ts';

/** Names that are told, of more. */
const MOST_TOLD = 8;

/**
 * @param name of the file, for messages.
 * @throws DatasetError where it is damaged, and where it holds several arrays, naming them and the one that could be meant.
 */
export function readNpz(bytes: Uint8Array, name: string): DrawingsOfFile {
  const entries = drawingsOf(zipEntries(bytes, name));
  const arrays = entries.filter(({ path }) => path.endsWith('.npy'));
  const nameOf = ({ path }: ZipEntry) => printable(path.slice(0, -'.npy'.length));
  const parts = SKETCH_RNN_PARTS.flatMap((part) => {
    const found = arrays.find((array) => nameOf(array) === part);
    return found ? [{ part, npy: found.read() }] : [];
  });
  const areObjects = ({ npy }: { npy: Uint8Array }) => readNpyFields(npy, name).descr.endsWith('O');
  if (parts.length > 0 && parts.length === arrays.length && parts.every(areObjects))
    return readSketchRnn(parts, name);
  const only = arrays[0];
  if (only === undefined)
    throw new DatasetError(
      `${name}: a .npz without an array (${entries.length} other files), expected one of bitmaps.`,
    );
  if (arrays.length === 1) return readNpy(only.read(), `${name}, ${nameOf(only)} in it`);
  throw several(
    arrays.slice(0, MOST_TOLD).map((array) => ({
      array: nameOf(array),
      fields: readNpyFields(array.read(), `${name}, ${nameOf(array)} in it`),
    })),
    arrays.length,
    name,
  );
}

function several(
  arrays: readonly { array: string; fields: NpyFields }[],
  count: number,
  name: string,
): DatasetError {
  const told = arrays.map(
    ({ array, fields }) => `${array} (${fields.shape.join(', ')}) of ${printable(fields.descr, 20)}`,
  );
  const more = count - told.length;
  const meant = arrays
    .filter(({ fields }) => rowShape(fields.shape) !== undefined && npyType(fields.descr) !== undefined)
    .map(({ array }) => array);
  const advice =
    meant.length === 0
      ? 'None of these has the shape of drawings, (N, 784) or (N, 28, 28).'
      : `${meant.join(' or ')} could be meant: save it alone, one class a file, with numpy.save("cat.npy", arrays["${meant[0]}"]).`;
  return new DatasetError(
    `${name}: ${count} arrays: ${told.join('; ')}${more > 0 ? `; and ${more} more` : ''}. Expected one. ${advice}`,
  );
}
