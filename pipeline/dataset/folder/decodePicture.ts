/** Pictures from files, as they are meant to be looked at: turned by their EXIF note, of bounded size. */
import sharp from 'sharp';
import type { Picture } from '../../../src/drawings/shrink.ts';

/** Larger pictures are shrunk to this side, in pixels, while they are decoded. */
const MOST_SIDE_PX = 4096;
/** A picture that unpacks to more is refused: 200 megapixels are more than any phone takes. */
const MOST_PIXELS = 200e6;
/** Drawings in SVG may have any unit; they are drawn so large, in pixels of the longer side. */
const SVG_SIDE_PX = 1000;
const SVG_DPI = 72;
const MOST_DPI = 2400;

/** @throws Error, in sharp's words, for what is no PNG, JPEG, WebP or SVG, is damaged, or too large. */
export async function decodePicture(bytes: Uint8Array): Promise<Picture> {
  const plain = { limitInputPixels: MOST_PIXELS, failOn: 'error' } as const;
  const { format, width, height } = await sharp(bytes, plain).metadata();
  const side = Math.max(width, height);
  const options =
    format === 'svg' && side > 0
      ? { ...plain, density: Math.min(MOST_DPI, Math.max(1, (SVG_DPI * SVG_SIDE_PX) / side)) }
      : plain;
  const { data, info } = await sharp(bytes, options)
    .autoOrient()
    .resize(MOST_SIDE_PX, MOST_SIDE_PX, { fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  return {
    width: info.width,
    height: info.height,
    rgba: new Uint8Array(data.buffer, data.byteOffset, data.length),
  };
}
