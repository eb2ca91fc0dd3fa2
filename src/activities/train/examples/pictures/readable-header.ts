import { type PictureHeader, pictureHeader } from '../../../../drawings/picture-kind.ts';
import { PictureError } from './picture-error.ts';

/**
 * What kind of picture a file is and how large (no size for an SVG), from its bytes alone: nothing is decoded.
 * @param bytes of the whole file
 * @throws PictureError when it is empty, of another kind, or does not tell its size
 */
export function readableHeader(bytes: Uint8Array): PictureHeader {
  if (bytes.length === 0) throw new PictureError('The file is empty: 0 bytes.');
  const header = pictureHeader(bytes);
  if (header === undefined)
    throw new PictureError(
      `${looksLikeText(bytes) ? 'This is a text, not a picture' : 'This is no picture that can be read here'}: PNG, JPEG, SVG, WebP, GIF and BMP can.`,
    );
  if (header.size === undefined && header.kind !== 'svg')
    throw new PictureError(
      `The head of this ${KIND_NAMES[header.kind]} is damaged, or the file ends in it: it does not say how large the picture is.`,
    );
  return header;
}

/** For the reader. */
export const KIND_NAMES: Readonly<Record<PictureHeader['kind'], string>> = {
  png: 'PNG',
  jpeg: 'JPEG',
  gif: 'GIF',
  webp: 'WebP',
  bmp: 'BMP',
  svg: 'SVG',
};

/** No byte among the first that a text does not have. */
function looksLikeText(bytes: Uint8Array): boolean {
  return bytes.subarray(0, 512).every((byte) => byte >= 32 || byte === 9 || byte === 10 || byte === 13);
}
