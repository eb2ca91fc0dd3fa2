import type { ExampleClass } from '../project.ts';

/** Whether lines of strokes can stand beside the bitmaps, row for row. */
export const hasAllStrokes = ({ examples }: ExampleClass): boolean =>
  examples.length > 0 && examples.every(({ strokes }) => strokes !== undefined);
