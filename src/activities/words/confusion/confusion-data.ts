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

export interface ConfusedPair {
  /** Indices into the results' words. */
  readonly first: number;
  readonly second: number;
  /** Drawings of the first that are taken for the second, and of the second for the first. */
  readonly there: number;
  readonly back: number;
}

/** The words that are taken for each other most often, in both directions together. */
export function confusedPairs({ words }: Pick<GameResult, 'words'>, most: number): ConfusedPair[] {
  const taken = (of: number, by: number) => words[of]?.takenFor.find(([index]) => index === by)?.[1] ?? 0;
  const pairs: ConfusedPair[] = [];
  words.forEach(({ takenFor }, first) => {
    for (const [second, there] of takenFor) {
      const back = taken(second, first);
      // Told once: from the earlier word, or from the later where the earlier is never taken for it.
      if (first < second || back === 0) pairs.push({ first, second, there, back });
    }
  });
  return pairs
    .sort((a, b) => b.there + b.back - (a.there + a.back) || a.first - b.first || a.second - b.second)
    .slice(0, most);
}
