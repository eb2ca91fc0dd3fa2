import type { Word } from './word.ts';

/**
 * The words that a search finds, best first: those that begin with it, those with a part that begins with it, those that
 * hold it. Nothing typed finds all, in their order.
 */
export function filterWords<Each extends Pick<Word, 'word'>>(
  words: readonly Each[],
  typed: string,
): readonly Each[] {
  const wanted = typed.trim().toLowerCase();
  if (wanted === '') return words;
  const rank = ({ word }: Each) => {
    const name = word.toLowerCase();
    if (name.startsWith(wanted)) return 0;
    if (name.includes(` ${wanted}`)) return 1;
    return name.includes(wanted) ? 2 : 3;
  };
  return words
    .map((word) => ({ word, rank: rank(word) }))
    .filter((each) => each.rank < 3)
    .sort((a, b) => a.rank - b.rank)
    .map(({ word }) => word);
}
