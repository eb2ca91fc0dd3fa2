/**
 * IDX, the form of MNIST and of the data sets made like it: a header, then the elements, the last index running fastest.
 * Format: https://web.archive.org/web/2019/http://yann.lecun.com/exdb/mnist/ ("the IDX file format").
 */
import { PIXELS } from '../../core/bitmap-pixels.ts';
import { SIDE_PX } from '../../core/bitmap-size.ts';
import { DatasetError } from '../dataset-error.ts';
import { type BitmapsOfFile, NOTHING_PASSED_OVER } from './drawings-of-file.ts';
import { foreignBytes } from './foreign-bytes.ts';
import { rowShape } from './npy-header.ts';

/** By the third byte: name and size of an element. */
const TYPES: Readonly<Record<number, readonly [name: string, bytes: number]>> = {
  8: ['unsigned bytes', 1],
  9: ['signed bytes', 1],
  11: ['whole numbers of 2 bytes', 2],
  12: ['whole numbers of 4 bytes', 4],
  13: ['floats of 4 bytes', 4],
  14: ['floats of 8 bytes', 8],
};
const UNSIGNED_BYTES = 8;

interface IdxHeader {
  readonly type: number;
  readonly shape: readonly number[];
  readonly dataOffset: number;
  /** What the file must measure, in bytes. */
  readonly fileBytes: number;
}

/** @returns undefined where the bytes begin no IDX file. */
export function idxHeader(bytes: Uint8Array): IdxHeader | undefined {
  const type = bytes[2] as number;
  const dimensions = bytes[3] as number;
  const dataOffset = 4 + 4 * dimensions;
  const element = TYPES[type];
  if (bytes[0] !== 0 || bytes[1] !== 0 || element === undefined) return undefined;
  if (dimensions < 1 || dimensions > 8 || bytes.length < dataOffset) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const shape = Array.from({ length: dimensions }, (_, i) => view.getUint32(4 + 4 * i));
  return {
    type,
    shape,
    dataOffset,
    fileBytes: dataOffset + shape.reduce((product, size) => product * size, 1) * element[1],
  };
}

/** Elements of a file of bytes; a view, not a copy. @throws DatasetError for everything else. */
function idxBytes(bytes: Uint8Array, name: string): { shape: readonly number[]; elements: Uint8Array } {
  const header = idxHeader(bytes);
  const foreign = header === undefined ? foreignBytes(bytes) : undefined;
  if (foreign !== undefined)
    throw new DatasetError(`${name}: ${foreign.is}, expected an IDX file. ${foreign.advice}`);
  if (header === undefined)
    throw new DatasetError(
      `${name}: not an IDX file (it begins with the bytes ${[...bytes.subarray(0, 4)].join(', ') || 'of nothing'}), expected 0, 0, 8 and the number of dimensions, as in train-images-idx3-ubyte.`,
    );
  const { type, shape, dataOffset, fileBytes } = header;
  if (type !== UNSIGNED_BYTES)
    throw new DatasetError(
      `${name}: IDX of ${TYPES[type]?.[0]}, expected unsigned bytes (a third byte of 8). Write the elements as bytes from 0 to 255.`,
    );
  if (bytes.length !== fileBytes)
    throw new DatasetError(
      `${name}: too ${bytes.length < fileBytes ? 'short' : 'long'}: ${bytes.length} bytes, expected ${fileBytes} for the ${shape.join(' x ')} of its header. Fetch it again.`,
    );
  return { shape, elements: bytes.subarray(dataOffset) };
}

/**
 * Bitmaps of 28x28. Those of EMNIST are stored column by column, which no header tells: transpose them first.
 * @throws DatasetError for other sizes and for files that are no IDX of bytes.
 */
export function readIdxImages(bytes: Uint8Array, name: string): BitmapsOfFile {
  const { shape, elements } = idxBytes(bytes, name);
  if (shape.length === 1)
    throw new DatasetError(
      `${name}: IDX of one dimension, which are labels, expected images of ${SIDE_PX} x ${SIDE_PX}. Give the file of images with the labels beside it.`,
    );
  if (rowShape(shape) === undefined)
    throw new DatasetError(
      `${name}: IDX of ${shape.join(' x ')}, expected N x ${SIDE_PX} x ${SIDE_PX} (${PIXELS} bytes a drawing). Bring the images to that size, or give them as pictures, in a folder a class.`,
    );
  return { kind: 'bitmaps', pixels: elements, passedOver: NOTHING_PASSED_OVER };
}

/** The label of each image. [n] @throws DatasetError for files that are no IDX of bytes in one dimension. */
export function readIdxLabels(bytes: Uint8Array, name: string): Uint8Array {
  const { shape, elements } = idxBytes(bytes, name);
  if (shape.length !== 1)
    throw new DatasetError(
      `${name}: IDX of ${shape.join(' x ')}, expected labels in one dimension, as in train-labels-idx1-ubyte.`,
    );
  return elements;
}
