import { encode } from 'fast-png';
import { CELL_PX, CELLS_PER_ROW } from '../../charts/sprite.ts';
import { FIRST } from './first-file.ts';

/**
 * A PNG like the exhibits', of a few of them: cells of 28 x 28, ten a row, black with the ink as opacity.
 * @param drawings ink 0..1 of all exhibits of a class [count][784]
 * @param rows of those that the sheet holds, at most ten
 */
export function firstSheet(
  drawings: readonly ArrayLike<number>[],
  rows: readonly number[],
): Uint8Array<ArrayBuffer> {
  const width = CELLS_PER_ROW * CELL_PX;
  const data = new Uint8Array(width * CELL_PX * 2); // grey, which stays black, and opacity. [28, 280, 2]
  for (const [cell, row] of rows.slice(0, FIRST).entries())
    for (let i = 0; i < CELL_PX * CELL_PX; i++) {
      const at = Math.floor(i / CELL_PX) * width + cell * CELL_PX + (i % CELL_PX);
      data[2 * at + 1] = Math.round(255 * (drawings[row]?.[i] ?? 0));
    }
  const png = encode({ width, height: CELL_PX, data, channels: 2, depth: 8 }, { zlib: { level: 9 } });
  return new Uint8Array(png);
}
