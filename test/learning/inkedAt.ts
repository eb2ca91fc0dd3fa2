import type { LabelledDrawings } from '../../src/learning/classifier.ts';

/** Drawings from a fixture that lists only the inked pixels: `ink` [count, pixels]. */
export function inkedAt(
  fixture: {
    readonly pixels: readonly number[];
    readonly ink: readonly number[][];
    readonly labels: readonly number[];
  },
  classes: number,
  start = 0,
  end = fixture.ink.length,
): LabelledDrawings {
  const rows = fixture.ink.slice(start, end);
  const pixels = new Uint8Array(rows.length * 784);
  rows.forEach((row, i) => {
    row.forEach((ink, at) => {
      pixels[i * 784 + fixture.pixels[at]!] = ink;
    });
  });
  return {
    count: rows.length,
    pixels,
    labels: Uint8Array.from(fixture.labels.slice(start, end)),
    classes: Array.from({ length: classes }, (_, c) => `class ${c}`),
  };
}
