import { CELL_PX } from '../../charts/sprite.ts';

/** Where a cell begins, in pixels of a sheet of so many columns. */
export const sheetCell = (index: number, columns: number): [left: number, top: number] => [
  (index % columns) * CELL_PX,
  Math.floor(index / columns) * CELL_PX,
];
