/** Bitmaps from a whole .npy file, of any type, order and shape that `parseNpyHeader` accepts. */
import { PIXELS } from '../../core/bitmap-pixels.ts';
import { SIDE_PX } from '../../core/bitmap-size.ts';
import { DatasetError } from '../dataset-error.ts';
import { type BitmapsOfFile, NOTHING_PASSED_OVER } from './drawings-of-file.ts';
import { elementReader } from './npy-elements.ts';
import { type NpyHeader, parseNpyHeader } from './npy-header.ts';
import type { NpyType } from './npy-type.ts';

/**
 * @param bytes of the whole file. Its pixels are a view of them where they can be read as they stand, else a copy.
 * @param name of the file, for messages.
 * @throws DatasetError when the file is something else, or an element is no whole number from 0 to 255.
 */
export function readNpy(bytes: Uint8Array, name: string): BitmapsOfFile {
  const header = parseNpyHeader(bytes, name, bytes.length);
  const pixels = header.isPlain ? bytes.subarray(header.dataOffset) : convert(bytes, name, header);
  return { kind: 'bitmaps', pixels, passedOver: NOTHING_PASSED_OVER };
}

/** [rows, 784], in C order. The header's claims have been checked against the file's size. */
function convert(bytes: Uint8Array, name: string, header: NpyHeader): Uint8Array {
  const { rows, dataOffset, type } = header;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const read = elementReader(type);
  const pixels = new Uint8Array(rows * PIXELS);
  const { ofRow, ofPixel } = placesOf(header);
  for (let row = 0; row < rows; row++)
    for (let pixel = 0; pixel < PIXELS; pixel++) {
      const value = read(view, dataOffset + (row * ofRow + (ofPixel[pixel] as number)) * type.bytes);
      const whole = value & 255;
      if (whole !== value) throw noGrey(value, type, `${name}: pixel ${pixel} of row ${row}`);
      pixels[row * PIXELS + pixel] = whole;
    }
  return pixels;
}

/** How many elements stand before a row's first, and before each pixel of a row. In Fortran order rows run fastest. */
function placesOf({ rows, isFortran, shapeOfRow }: NpyHeader): { ofRow: number; ofPixel: Float64Array } {
  const ofPixel = Float64Array.from({ length: PIXELS }, (_, pixel) => {
    if (!isFortran) return pixel;
    const isSquare = shapeOfRow.length === 2;
    return rows * (isSquare ? Math.floor(pixel / SIDE_PX) + (pixel % SIDE_PX) * SIDE_PX : pixel);
  });
  return { ofRow: isFortran ? 1 : PIXELS, ofPixel };
}

function noGrey(value: number, type: NpyType, where: string): DatasetError {
  const advice =
    value > 0 && value < 1
      ? 'If black is 0 and white 1, save numpy.rint(255 * array).astype("uint8").'
      : type.kind === 'signed' && type.bytes === 1
        ? 'If bytes were taken for numbers with a sign, save array.view("uint8").'
        : Number.isInteger(value)
          ? 'Scale the array to 0 (paper) to 255 (ink), and save it with array.astype("uint8").'
          : 'Save numpy.rint(array).astype("uint8").';
  return new DatasetError(
    `${where} is ${value}, expected a whole number from 0 (paper) to 255 (ink). ${advice}`,
  );
}
