const LETTERS = 'abcde';

/** The colour of a class by its place: five are told apart, further ones begin again. */
export function classColor(classIndex: number): string {
  return `var(--class-${LETTERS[classIndex % LETTERS.length]})`;
}
