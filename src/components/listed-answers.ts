/** Models that know many things, or things with long names: their likeliest answers are listed, not all set side by side. */

/** So many answers of a model are listed. */
export const LISTED = 3;
/** So many of a model that nobody else stands beside. */
export const LISTED_ALONE = 5;
/** From so many things on, nobody has them all in mind: what is said is a guess, and words are looked up. */
export const HUNDREDS = 100;
/** Columns side by side, and the longest name that fits above one. */
const MOST_COLUMNS = 6;
const FITTING_ABOVE = 9;
/** The longest name that fits beside the bar from one of two things to the other, with its probability, on a phone. */
export const FITTING_BESIDE = 7;

/** Whether the answers of models that tell these apart are listed; of two things there is always one bar from one to the other. */
export function listsAnswers(classes: readonly string[]): boolean {
  return (
    classes.length > 2 &&
    (classes.length > MOST_COLUMNS || classes.some((name) => name.length > FITTING_ABOVE))
  );
}

/** The places of the greatest probabilities, the greatest first; of equals, the first. */
export function ranked(
  probabilities: ArrayLike<number>,
  most: number,
): { readonly index: number; readonly probability: number }[] {
  return Array.from(probabilities, (probability, index) => ({ index, probability }))
    .sort((a, b) => b.probability - a.probability || a.index - b.index)
    .slice(0, most);
}
