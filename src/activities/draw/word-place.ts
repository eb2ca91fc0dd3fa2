import { formatProbability } from '../../components/format.ts';
import { filterWords } from '../../components/words/filter-words.ts';
import { findWord } from '../../components/words/find-word.ts';

/** "1st", "2nd", "11th", "103rd". */
export function ordinal(n: number): string {
  const teens = n % 100 >= 11 && n % 100 <= 13;
  return `${n}${teens ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th')}`;
}

/**
 * Where a word that the reader looks up stands among the answers, in a sentence; empty for nothing asked.
 * @param typed as it stands in the field
 * @param probabilities by class [classes]; null for no drawing
 */
export function wordPlace(
  typed: string,
  classes: readonly string[],
  probabilities: ArrayLike<number> | null,
): string {
  if (typed.trim() === '') return '';
  const index = findWord(classes, typed);
  if (index < 0) {
    const near = filterWords(
      classes.map((word) => ({ word })),
      typed,
    ).slice(0, 3);
    return near.length === 0
      ? `“${typed.trim()}” is none of the ${classes.length} words.`
      : `Do you mean ${near.map(({ word }) => `“${word}”`).join(' or ')}?`;
  }
  if (probabilities === null) return 'Draw it, and here you see how likely it seems.';
  const probability = probabilities[index] ?? 0;
  let place = 1;
  for (let other = 0; other < classes.length; other++) if ((probabilities[other] ?? 0) > probability) place++;
  const name = `“${classes[index]}”`;
  return place === 1
    ? `${name} is its first answer, with ${formatProbability(probability)}.`
    : `${name} is its ${ordinal(place)} answer of ${classes.length}, with ${formatProbability(probability)}.`;
}
