/** Writes drawings as one picture, which `read-sprite.ts` reads: cells of 28 x 28 pixels, line by line. */
import { encode } from 'fast-png';
import { SIDE_PX } from './bitmap-size.ts';

/** Of ink: enough to the eye, and two pixels then share a byte: a quarter less than with 256. */
const LEVELS = 16;
/** Black, with the level as its opacity. [16][red, green, blue, opacity] */
const PALETTE = Array.from({ length: LEVELS }, (_, level) => [0, 0, 0, (255 * level) / (LEVELS - 1)]);

/**
 * A PNG, black with the ink, in 16 levels, as its opacity. The same drawings give the same bytes.
 * @param drawings ink 0..1 [n][784]; an empty one leaves its cell empty.
 * @param columns cells a line
 */
export function drawingSheet(
  drawings: readonly ArrayLike<number>[],
  columns: number,
): Uint8Array<ArrayBuffer> {
  const width = columns * SIDE_PX;
  const height = Math.max(1, Math.ceil(drawings.length / columns)) * SIDE_PX;
  const data = new Uint8Array((width * height) / 2); // the left pixel of two in the upper half of their byte
  for (const [index, ink] of drawings.entries()) {
    const [left, top] = [(index % columns) * SIDE_PX, Math.floor(index / columns) * SIDE_PX];
    for (let i = 0; i < ink.length; i++) {
      const at = (top + Math.floor(i / SIDE_PX)) * width + left + (i % SIDE_PX);
      const level = Math.round((LEVELS - 1) * (ink[i] as number));
      data[at >> 1] = (data[at >> 1] as number) | (level << (at % 2 === 0 ? 4 : 0));
    }
  }
  const image = { width, height, data, channels: 1 as const, depth: 4 as const, palette: PALETTE };
  return new Uint8Array(encode(image, { zlib: { level: 9 } }));
}
