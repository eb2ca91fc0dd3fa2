/** "apple", "apple or bread", "apple, bread or cake": names in the middle of a sentence. */
export const listed = (names: readonly string[], conjunction: 'and' | 'or'): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${conjunction} ${names.at(-1)}`;
