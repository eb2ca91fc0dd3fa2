import { fetchDrawingFacts } from '../../components/fetch-drawing-facts.ts';
import type { GameResult } from '../../core/results.ts';

/** A drawing on show, and the network's first answers. */
export interface ShownDrawing {
  /** Row of the word's sprite. */
  readonly row: number;
  readonly answers: readonly (readonly [word: string, probability: number])[];
  /** Place of the word among all answers, from 1. */
  readonly rank: number;
}

/** What is fetched of a word that is looked at closely. */
export interface WordFacts {
  readonly word: string;
  /** The best known first. */
  readonly drawings: readonly ShownDrawing[];
}

/** @param index of the word in the results. */
export function wordFacts({ dataset, exhibits }: GameResult, index: number): WordFacts {
  const name = (of: number) => dataset.classes[of]?.name ?? '?';
  const own = ({ answers, rank }: ShownDrawing) => (rank === 1 ? (answers[0]?.[1] ?? 0) : 0);
  return {
    word: name(index),
    drawings: (exhibits[index] ?? [])
      .map(({ row, answers, rank }) => ({
        row,
        rank,
        answers: answers.map(([of, share]) => [name(of), share] as const),
      }))
      .sort((a, b) => a.rank - b.rank || own(b) - own(a) || a.row - b.row),
  };
}

/** Words whose drawings are fetched together. */
const WORDS_A_PAGE = 15;

/** The file that has a word's drawings, from 0. @param index of the word in the results. */
export const pageOf = (index: number): number => Math.floor(index / WORDS_A_PAGE);

/**
 * Fetches the drawings of a word.
 * @param url of its file
 * @throws Error for the reader, when they cannot be had.
 */
export async function fetchWord(word: string, url: string, get: typeof fetch = fetch): Promise<WordFacts> {
  const all = (await fetchDrawingFacts(url, get)) as WordFacts[] | null;
  const facts = Array.isArray(all) ? all.find((each) => each.word === word) : undefined;
  if (!Array.isArray(facts?.drawings)) throw new Error('What the server sent is not about this word.');
  return facts;
}
