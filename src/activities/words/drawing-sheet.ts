import { encode } from 'fast-png';
import { CELL_PX } from '../../charts/sprite.ts';
import { sheetCell } from './drawing-sheet-cell.ts';

/** Of ink: enough to the eye, and two pixels then share a byte. */
const LEVELS = 16;
const PALETTE = Array.from({ length: LEVELS }, (_, level) => [0, 0, 0, (255 * level) / (LEVELS - 1)]);

/**
 * Drawings in one PNG: cells of 28 x 28 pixels, line by line, black with the ink as opacity, in 16 levels.
 * @param drawings ink 0..1 [n][784]
 * @param columns cells a line
 */
export function drawingSheet(
  drawings: readonly ArrayLike<number>[],
  columns: number,
): Uint8Array<ArrayBuffer> {
  const width = columns * CELL_PX;
  const height = Math.max(1, Math.ceil(drawings.length / columns)) * CELL_PX;
  const data = new Uint8Array((width * height) / 2); // the left pixel of two in the upper half of their byte
  for (const [index, ink] of drawings.entries()) {
    const [left, top] = sheetCell(index, columns);
    for (let i = 0; i < CELL_PX * CELL_PX; i++) {
      const at = (top + Math.floor(i / CELL_PX)) * width + left + (i % CELL_PX);
      const level = Math.round((LEVELS - 1) * (ink[i] ?? 0));
      data[at >> 1] = (data[at >> 1] ?? 0) | (level << (at % 2 === 0 ? 4 : 0));
    }
  }
  const image = { width, height, data, channels: 1 as const, depth: 4 as const, palette: PALETTE };
  return new Uint8Array(encode(image, { zlib: { level: 9 } }));
}
