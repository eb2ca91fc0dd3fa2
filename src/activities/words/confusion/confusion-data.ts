/** The confusion of all words as it goes over the line: what is not zero, in the order in which families stand together. */
import type { GameResult } from '../../../core/results.ts';

export interface ConfusionData {
  /** In the order of rows and columns. */
  readonly words: readonly string[];
  /** How many words of this order belong together, one family after the other. */
  readonly families: readonly number[];
  /** By row: column and drawings of each cell that is not empty, one after the other. */
  readonly cells: readonly (readonly number[])[];
  /** Test drawings of each word. */
  readonly tested: number;
}

export function packConfusion({ dataset, words, order, families, split }: GameResult): ConfusionData {
  const places = new Map(order.map((index, place) => [index, place]));
  return {
    words: order.map((index) => dataset.classes[index]?.name ?? '?'),
    families: families.map(({ size }) => size),
    cells: order.map((index, row) => {
      const word = words[index];
      const taken = (word?.takenFor ?? []).map(([of, drawings]) => [places.get(of) ?? 0, drawings] as const);
      return [[row, word?.right ?? 0] as const, ...taken]
        .filter(([, drawings]) => drawings > 0)
        .sort(([a], [b]) => a - b)
        .flat();
    }),
    tested: split.testPerClass,
  };
}

/** Drawings by row and column, 0 where nothing is. [k][k] */
export function unpackConfusion({ words, cells }: ConfusionData): Uint16Array[] {
  return cells.map((numbers) => {
    const row = new Uint16Array(words.length);
    for (let i = 0; i < numbers.length; i += 2) row[numbers[i] as number] = numbers[i + 1] as number;
    return row;
  });
}
