import { encode } from 'fast-png';
import { CELL_PX, CELLS_PER_ROW } from '../../charts/sprite.ts';

/**
 * One drawing of each of many words in a picture like the exhibits': cells of 28 x 28, ten a row, black with the ink as
 * opacity.
 * @param drawings ink 0..1 [n][784]
 */
export function wallSheet(drawings: readonly ArrayLike<number>[]): Uint8Array<ArrayBuffer> {
  const width = CELLS_PER_ROW * CELL_PX;
  const height = Math.ceil(drawings.length / CELLS_PER_ROW) * CELL_PX;
  const data = new Uint8Array(width * height * 2); // grey, which stays black, and opacity
  for (const [cell, ink] of drawings.entries()) {
    const [left, top] = [(cell % CELLS_PER_ROW) * CELL_PX, Math.floor(cell / CELLS_PER_ROW) * CELL_PX];
    for (let i = 0; i < CELL_PX * CELL_PX; i++) {
      const at = (top + Math.floor(i / CELL_PX)) * width + left + (i % CELL_PX);
      data[2 * at + 1] = Math.round(255 * (ink[i] ?? 0));
    }
  }
  return new Uint8Array(encode({ width, height, data, channels: 2, depth: 8 }, { zlib: { level: 9 } }));
}
