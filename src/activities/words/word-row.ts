import type { GameResult } from '../../core/results.ts';

/** What the page knows of a word before it is looked at closely. */
export interface WordRow {
  readonly word: string;
  /** Of `tested` drawings: those whose first answer it is, and those where it is among the first three. */
  readonly right: number;
  readonly inThree: number;
  /** What most of the others are taken for, most often first, with the number of drawings. */
  readonly takenFor: readonly (readonly [word: string, drawings: number])[];
  /** Words whose drawings look alike to the network, the nearest first. */
  readonly alike: readonly string[];
  /** Place in the order in which words that are taken for each other stand together. */
  readonly place: number;
  /** Rows of its sprite that stand for it, two people's drawings: as many as `SHOWN`. */
  readonly shown: readonly number[];
}

/** Drawings of each word on the wall. */
export const SHOWN = 2;

const MOST_TAKEN = 3;
const MOST_ALIKE = 5;

/** The words in the order of the results. */
export function wordRows({ dataset, words, order, exhibits }: GameResult): WordRow[] {
  const name = (index: number) => dataset.classes[index]?.name ?? '?';
  const places = new Map(order.map((index, place) => [index, place]));
  return words.map(({ right, inThree, takenFor, nearest }, index) => ({
    word: name(index),
    right,
    inThree,
    takenFor: takenFor.slice(0, MOST_TAKEN).map(([of, drawings]) => [name(of), drawings] as const),
    alike: nearest.slice(0, MOST_ALIKE).map(name),
    place: places.get(index) ?? 0,
    shown: typical(exhibits[index] ?? []),
  }));
}

/** The exhibits that the network knows best stand for their word; where there are too few, one stands twice. */
function typical(exhibits: GameResult['exhibits'][number]): number[] {
  const share = (each: (typeof exhibits)[number]) => (each.rank === 1 ? (each.answers[0]?.[1] ?? 0) : 0);
  const rows = [...exhibits].sort((a, b) => share(b) - share(a) || a.row - b.row).map(({ row }) => row);
  return Array.from({ length: SHOWN }, (_, place) => rows[place] ?? rows[0] ?? 0);
}
