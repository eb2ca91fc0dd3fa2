import { SIDE_PX } from './bitmap-size.ts';

/** Pixels of a bitmap, row by row. */
export const PIXELS = SIDE_PX * SIDE_PX;
