/** Index of the word that somebody has typed, in whatever case; -1 for none. */
export function findWord(words: readonly string[], typed: string): number {
  const wanted = typed.trim().toLowerCase();
  return wanted === '' ? -1 : words.findIndex((word) => word.toLowerCase() === wanted);
}
