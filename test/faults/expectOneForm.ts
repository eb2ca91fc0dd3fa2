import { expect } from 'vitest';
import type { Stroke } from '../../src/core/strokes.ts';

/** Whole numbers 0..255, at least two points a stroke, as many x as y. */
export function expectOneForm(strokes: readonly Stroke[]): void {
  const faults = strokes.filter(
    ([x, y]) => x.length < 2 || y.length !== x.length || !isWhole(x) || !isWhole(y),
  );
  expect(faults).toEqual([]);
}

const isWhole = (column: ArrayLike<number>) =>
  Array.from(column).every((value) => Number.isInteger(value) && value >= 0 && value <= 255);
