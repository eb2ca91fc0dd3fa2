/** Reads one picture: bytes -> pixels -> drawing. What needs a browser is passed in. */
import { NoLineError } from '../../../../drawings/no-line-error.ts';
import { drawingFromPicture, MAX_SIDE_PX } from '../../../../drawings/picture.ts';
import type { Picture } from '../../../../drawings/shrink.ts';
import { DISHONEST } from './honest-canvas.ts';
import { PictureError } from './picture-error.ts';
import { pngPicture } from './png-rgba.ts';
import type { Reply, Request } from './protocol.ts';
import { KIND_NAMES, readableHeader } from './readable-header.ts';
import { thumbnail } from './thumbnail.ts';

/** Larger files are not read at all. */
export const MOST_BYTES = 64e6;
/** Larger pictures are made smaller by the browser while it decodes them. */
export const MOST_PIXELS = 16e6;
/** Not even those: they would take a gigabyte. */
export const FAR_TOO_MANY_PIXELS = 150e6;

export interface Decoders {
  /**
   * The browser's own decoder, by way of a canvas.
   * @param widthPx to decode to; null as it is.
   */
  byCanvas(file: Blob, widthPx: number | null): Promise<Picture>;
  /** Whether a canvas gives back what is put on it. */
  readonly isHonest: boolean;
}

export async function readPicture({ id, source }: Request, decoders: Decoders): Promise<Reply> {
  let shown: Picture | null = null;
  try {
    const picture = source instanceof Blob ? await decodeFile(source, decoders) : source;
    shown = thumbnail(picture);
    const { pixels, strokes, notes } = drawingFromPicture(picture);
    return { type: 'read', id, pixels, strokes, notes, shown };
  } catch (error) {
    const known = error instanceof NoLineError || error instanceof PictureError;
    const message = known ? error.message : `Reading it failed; it may be too large (${error}).`;
    return { type: 'refused', id, message, shown };
  }
}

/** @throws PictureError for the reader. */
async function decodeFile(file: Blob, { byCanvas, isHonest }: Decoders): Promise<Picture> {
  if (file.size > MOST_BYTES)
    throw new PictureError(
      `The file has ${Math.round(file.size / 1e6)} MB; ${MOST_BYTES / 1e6} MB are the most. Save it smaller.`,
    );
  const bytes = new Uint8Array(await file.arrayBuffer());
  const { kind, size } = readableHeader(bytes);
  if (size === undefined) throw new PictureError('An SVG is painted by the page, not here.');
  const pixels = size.width * size.height;
  if (pixels > FAR_TOO_MANY_PIXELS)
    throw new PictureError(
      `The picture is ${size.width} x ${size.height} pixels; ${FAR_TOO_MANY_PIXELS / 1e6} million are the most. Save it smaller.`,
    );
  const shrink = Math.min(
    1,
    Math.sqrt(MOST_PIXELS / pixels),
    MAX_SIDE_PX / Math.max(size.width, size.height),
  );
  if (kind === 'png' && shrink === 1) return pngPicture(bytes);
  if (!isHonest) throw new PictureError(kind === 'png' ? tooLarge(size) : DISHONEST);
  if (kind === 'jpeg' && !endsWhole(bytes)) throw new PictureError('This JPEG ends too early.');
  try {
    return await byCanvas(file, shrink < 1 ? Math.floor(size.width * shrink) : null);
  } catch {
    throw new PictureError(`This ${KIND_NAMES[kind]} is damaged, or ends too early.`);
  }
}

const tooLarge = ({ width, height }: { width: number; height: number }) =>
  `The picture is ${width} x ${height} pixels. Your browser falsifies pixels that a page reads, so that only PNG files up to ${MOST_PIXELS / 1e6} million pixels can be read here: save it smaller.`;

/** Cameras write more behind the mark that ends the picture, but not much. */
function endsWhole(bytes: Uint8Array): boolean {
  for (let at = bytes.length - 2; at >= Math.max(0, bytes.length - 1e5); at--)
    if (bytes[at] === 0xff && bytes[at + 1] === 0xd9) return true;
  return false;
}
