/** The words that a network knows best, those that it knows least, and those that it takes for each other, with drawings. */
import { confusedPairs } from '../../core/confused-pairs.ts';
import { rankedWords } from '../../core/facts/game-facts.ts';
import type { GameResult } from '../../core/results.ts';
import { wilsonInterval } from '../../core/statistics.ts';

export interface EndWord {
  /** Into the words of the results. */
  readonly index: number;
  readonly word: string;
  /** Share of its test drawings that are known, with its 95 % Wilson interval. */
  readonly top1: { readonly value: number; readonly low: number; readonly high: number };
  /** What most of the others are taken for, with their number; null where there are no others. */
  readonly takenFor: readonly [word: string, drawings: number] | null;
  /** Rows of its sprite: drawings as they came, not chosen for being good or bad. */
  readonly rows: readonly number[];
}

export interface EndPair {
  readonly words: readonly [EndWord, EndWord];
  /** Test drawings of either that are taken for the other, and of how many. */
  readonly count: number;
  readonly of: number;
}

export interface WordEnds {
  /** The best known first; the least known first. */
  readonly best: readonly EndWord[];
  readonly least: readonly EndWord[];
  readonly pairs: readonly EndPair[];
}

/** Drawings of a word that are shown: a line of the sheet. */
export const DRAWINGS_A_LINE = 3;

const WORDS_AN_END = 6;
const PAIRS = 4;

type Read = Pick<GameResult, 'dataset' | 'words' | 'split' | 'exhibits'>;

export function wordEnds(result: Read): WordEnds {
  const ranked = rankedWords(result);
  const told = (index: number) => endWord(result, index);
  return {
    best: ranked.slice(0, WORDS_AN_END).map(told),
    least: ranked.slice(-WORDS_AN_END).reverse().map(told),
    pairs: confusedPairs(result)
      .slice(0, PAIRS)
      .map(({ first, second, there, back }) => ({
        words: [told(Math.min(first, second)), told(Math.max(first, second))],
        count: there + back,
        of: 2 * result.split.testPerClass,
      })),
  };
}

function endWord({ dataset, words, split, exhibits }: Read, index: number): EndWord {
  const name = (of: number) => dataset.classes[of]?.name ?? '?';
  const [first] = words[index]?.takenFor ?? [];
  return {
    index,
    word: name(index),
    top1: wilsonInterval(words[index]?.right ?? 0, split.testPerClass),
    takenFor: first ? [name(first[0]), first[1]] : null,
    rows: (exhibits[index] ?? [])
      .map(({ row }) => row)
      .sort((a, b) => a - b)
      .slice(0, DRAWINGS_A_LINE),
  };
}

/** The lines of the sheet that has the drawings, in the order in which the figure shows them. */
export const endLines = ({ best, least, pairs }: WordEnds): readonly EndWord[] => [
  ...best,
  ...least,
  ...pairs.flatMap(({ words }) => words),
];
