const LETTERS = 'abcdef';

/** So many classes have a colour of their own. */
export const CLASS_COLORS = LETTERS.length;

/** The colour of a class by its place: six are told apart, further ones begin again. */
export function classColor(classIndex: number): string {
  return `var(--class-${LETTERS[classIndex % LETTERS.length]})`;
}
