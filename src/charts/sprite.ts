/** Where a drawing lies in the sprite of its class: cells of 28 x 28 pixels, ten a row. */
export const CELL_PX = 28;
export const CELLS_PER_ROW = 10;

/** Where a cell of a sheet of so many columns begins, in its pixels. */
export const sheetCell = (index: number, columns: number): [left: number, top: number] => [
  (index % columns) * CELL_PX,
  Math.floor(index / columns) * CELL_PX,
];

export interface SpriteCell {
  /** Pixels of the sprite. */
  readonly x: number;
  readonly y: number;
  /** CSS `background-position` (or `mask-position`) and size in percent, for a box of any size. */
  readonly position: string;
  readonly size: string;
}

/**
 * @param index of the drawing, from 0
 * @param count drawings in the sprite
 * @throws RangeError when there is no such drawing
 */
export function spriteCell(index: number, count: number): SpriteCell {
  if (!Number.isInteger(index) || index < 0 || index >= count)
    throw new RangeError(`exhibit must be a whole number from 0 to ${count - 1}, got ${index}`);
  const rows = Math.ceil(count / CELLS_PER_ROW);
  const column = index % CELLS_PER_ROW;
  const row = Math.floor(index / CELLS_PER_ROW);
  // A percentage p aligns p of the image with p of the box: p = offset / (image - box).
  const percent = (cell: number, cells: number) => (cells > 1 ? (100 * cell) / (cells - 1) : 0);
  return {
    x: column * CELL_PX,
    y: row * CELL_PX,
    position: `${percent(column, CELLS_PER_ROW)}% ${percent(row, rows)}%`,
    size: `${CELLS_PER_ROW * 100}% ${rows * 100}%`,
  };
}
