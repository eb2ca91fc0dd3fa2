const times = (count: number): string => (count === 1 ? 'once' : `${count} times`);

/** What stands around a drawing, the most frequent first: "Around it: 4 times teapot, once kettle, once vase." */
export function neighbourWords(words: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  if (counts.size === 0) return '';
  const told = [...counts].sort(([, a], [, b]) => b - a).map(([word, count]) => `${times(count)} ${word}`);
  return `Around it: ${told.join(', ')}.`;
}
