/** Words with their probabilities, the most probable first; of equals the one that stands first. */
export function ranked(
  words: readonly string[],
  probabilities: ArrayLike<number>,
): { word: string; probability: number }[] {
  return words
    .map((word, i) => ({ word, probability: probabilities[i] ?? 0 }))
    .sort((a, b) => b.probability - a.probability);
}
