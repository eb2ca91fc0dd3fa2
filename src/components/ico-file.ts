/** The ICO format, as far as a site needs it: PNG files behind a list of them. */

export interface IconPicture {
  readonly sidePx: number;
  /** A file of that size, of 32 bits a pixel. */
  readonly png: Uint8Array;
}

const HEADER_BYTES = 6;
const ENTRY_BYTES = 16;
const ICON = 1; // 2 is a cursor
const BITS = 32;

/** @throws RangeError when there is no picture, or one of more than 256 pixels a side */
export function icoFile(pictures: readonly IconPicture[]): Uint8Array<ArrayBuffer> {
  if (pictures.length === 0) throw new RangeError('icon: expected at least one picture, got none');
  const listBytes = HEADER_BYTES + ENTRY_BYTES * pictures.length;
  const file = new Uint8Array(listBytes + pictures.reduce((sum, { png }) => sum + png.length, 0));
  const view = new DataView(file.buffer);
  view.setUint16(2, ICON, true);
  view.setUint16(4, pictures.length, true);
  let offset = listBytes;
  for (const [i, { sidePx, png }] of pictures.entries()) {
    if (!(sidePx >= 1 && sidePx <= 256))
      throw new RangeError(`icon: expected 1 to 256 pixels a side, got ${sidePx}`);
    const entry = HEADER_BYTES + ENTRY_BYTES * i;
    view.setUint8(entry, sidePx % 256); // 0 stands for 256
    view.setUint8(entry + 1, sidePx % 256);
    view.setUint16(entry + 4, 1, true); // colour planes
    view.setUint16(entry + 6, BITS, true);
    view.setUint32(entry + 8, png.length, true);
    view.setUint32(entry + 12, offset, true);
    file.set(png, offset);
    offset += png.length;
  }
  return file;
}
