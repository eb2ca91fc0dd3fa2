/** Drawings in the header of a .npy file: which shapes and types are bitmaps, and whether rows can be read as they stand. */
import { PIXELS } from '../../core/bitmap-pixels.ts';
import { SIDE_PX } from '../../core/bitmap-size.ts';
import { DatasetError } from '../dataset-error.ts';
import { type NpyFields, readNpyFields } from './npy-fields.ts';
import { type NpyType, npyType, refuseType } from './npy-type.ts';

/** More drawings than any class has by far (the largest official file has 340,029 rows); a header that claims more is damaged. */
const MAX_ROWS = 100_000_000;

export interface NpyHeader {
  /** Drawings in the file. */
  readonly rows: number;
  /** Where the first row begins, in bytes. */
  readonly dataOffset: number;
  /** What the file must measure, in bytes. */
  readonly fileBytes: number;
  readonly type: NpyType;
  /** Whether the first index runs fastest. */
  readonly isFortran: boolean;
  /** Of a drawing, without lengths of 1: [784] or [28, 28]. */
  readonly shapeOfRow: readonly number[];
  /** Whether a row is the 784 bytes of a drawing one after the other, so that rows can be read as they stand. */
  readonly isPlain: boolean;
}

/**
 * Reads the header from the first bytes of a file: all of it, or at least NPY_HEADER_LIMIT of them. The shapes of bitmaps
 * are (N, 784) and (N, 28, 28), with lengths of 1 anywhere after N, such as (N, 1, 28, 28).
 * @param name of the file or its URL, for messages.
 * @param fileBytes size of the whole file if it is known; it is then checked against the header.
 * @throws DatasetError when the file is something else, or another type or shape, or too short or long.
 */
export function parseNpyHeader(start: Uint8Array, name: string, fileBytes?: number): NpyHeader {
  const { descr, isFortran, shape, dataOffset } = readNpyFields(start, name);
  const type = npyType(descr) ?? refuseType(descr, name);
  const shapeOfRow = rowShape(shape);
  const rows = shape[0];
  if (rows === undefined || shapeOfRow === undefined) throw wrongShape(shape, name);
  if (!(rows <= MAX_ROWS))
    throw new DatasetError(
      `${name}: its header claims ${rows} rows, expected at most ${MAX_ROWS}. The file is damaged: fetch it again, or save it again with numpy.save.`,
    );
  const expectedBytes = dataOffset + rows * PIXELS * type.bytes;
  if (fileBytes !== undefined && fileBytes < expectedBytes)
    throw new DatasetError(
      `${name}: too short: ${fileBytes} bytes, expected ${expectedBytes} for the ${rows} rows of its header. Fetch it again, or save it again with numpy.save.`,
    );
  if (fileBytes !== undefined && fileBytes > expectedBytes)
    throw new DatasetError(
      `${name}: too long: ${fileBytes} bytes, expected ${expectedBytes} for the ${rows} rows of its header. More than one array in a file is not read: save each with numpy.save in a file of its own.`,
    );
  const isPlain = type.kind === 'unsigned' && type.bytes === 1 && !isFortran;
  return { rows, dataOffset, fileBytes: expectedBytes, type, isFortran, shapeOfRow, isPlain };
}

/** What bitmaps are called in `shape`, without lengths of 1; undefined for other arrays. */
export function rowShape(shape: NpyFields['shape']): readonly number[] | undefined {
  const wide = shape.slice(1).filter((size) => size !== 1);
  const isFlat = wide.length === 1 && wide[0] === PIXELS;
  const isSquare = wide.length === 2 && wide.every((size) => size === SIDE_PX);
  return isFlat || isSquare ? wide : undefined;
}

function wrongShape(shape: readonly number[], name: string): DatasetError {
  const isOne = rowShape([1, ...shape]) !== undefined;
  const isTurned = rowShape([...shape].reverse()) !== undefined;
  const advice = isOne
    ? 'It is one drawing alone: save array[None] to make it the only row of a file.'
    : isTurned
      ? 'Its drawings are columns: save array.T (for (28, 28, N), numpy.moveaxis(array, -1, 0)).'
      : `A drawing has ${SIDE_PX} x ${SIDE_PX} pixels; drawings of another size can be given as pictures, in a folder a class.`;
  return new DatasetError(
    `${name}: shape (${shape.slice(0, 8).join(', ')}${shape.length > 8 ? ', …' : ''}), expected (N, ${PIXELS}) or (N, ${SIDE_PX}, ${SIDE_PX}). ${advice}`,
  );
}

/** Where rows `first` to `first + count` of a plain file stand: first byte and the one after the last. */
export function rowBytes(dataOffset: number, first: number, count: number): [from: number, to: number] {
  const from = dataOffset + first * PIXELS;
  return [from, from + count * PIXELS];
}
