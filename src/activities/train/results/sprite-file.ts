import { encode } from 'fast-png';
import { CELL_PX, CELLS_PER_ROW } from '../../../charts/sprite.ts';

/**
 * Drawings as one PNG in the layout of the site's exhibits: cells of 28 x 28, ten a row, black with the ink as opacity.
 * @param drawings ink 0..255 [784] each, at least one
 */
export function spriteFile(drawings: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const width = CELLS_PER_ROW * CELL_PX;
  const height = Math.ceil(drawings.length / CELLS_PER_ROW) * CELL_PX;
  const data = new Uint8Array(width * height * 2); // grey, which stays black, and opacity. [height, width, 2]
  drawings.forEach((pixels, cell) => {
    const left = (cell % CELLS_PER_ROW) * CELL_PX;
    const top = Math.floor(cell / CELLS_PER_ROW) * CELL_PX;
    for (let i = 0; i < CELL_PX * CELL_PX; i++) {
      const at = (top + Math.floor(i / CELL_PX)) * width + left + (i % CELL_PX);
      data[2 * at + 1] = pixels[i] as number;
    }
  });
  // It never leaves the page, so that a fast encoding is worth more than a small one.
  const png = encode({ width, height, data, channels: 2, depth: 8 }, { zlib: { level: 1 } });
  return new Uint8Array(png);
}
