import type { ExhibitSheet } from '../../components/demo-task.ts';

/** A drawing from the exhibits that stands on the canvas in place of strokes, which it does not have. */
export interface ShownExhibit extends Omit<ExhibitSheet, 'pixels'> {
  /** Cell of the sheet, from 0. */
  readonly index: number;
  /** Ink 0..255 [784] */
  readonly pixels: Uint8Array;
}
