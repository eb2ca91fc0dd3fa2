/** What every reader makes of a file's bytes: bitmaps of 28x28, or strokes in the simplified form. */
import type { Stroke } from '../../core/strokes.ts';

export type DrawingsOfFile = BitmapsOfFile | StrokesOfFile;

export interface BitmapsOfFile {
  readonly kind: 'bitmaps';
  /** Ink 0..255, white on black, row by row. [n, 784] */
  readonly pixels: Uint8Array;
  readonly passedOver: PassedOver;
}

export interface StrokesOfFile {
  readonly kind: 'strokes';
  readonly drawings: readonly PlacedDrawing[];
  readonly passedOver: PassedOver;
}

/** A drawing in the simplified form: whole numbers 0..255, from the origin, no stroke empty. */
export interface StrokeDrawing {
  readonly strokes: readonly Stroke[];
  /** Its class, where the file says so. */
  readonly word?: string;
  /** Google's number for the drawing, as text (it exceeds what a double holds), where the file says so. */
  readonly keyId?: string;
}

/** A drawing, and where it stands in its file. */
export interface PlacedDrawing extends StrokeDrawing {
  /** Its place among the entries of the file, from 0; those that are passed over count. */
  readonly row: number;
}

/** What of a file is no drawing. */
export interface PassedOver {
  readonly count: number;
  /** For people: the first few, by line or number, with what is wrong with each. */
  readonly examples: readonly string[];
  /** Strokes without a point, left out of drawings that have others; left out where there is none. */
  readonly emptyStrokes?: number | undefined;
}

export const NOTHING_PASSED_OVER: PassedOver = { count: 0, examples: [] };
