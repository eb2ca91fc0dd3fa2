import type { Random } from '../../core/random.ts';

/** `count` words in random order, none twice; those that the last game left out are among them. */
export function dealWords(
  words: readonly string[],
  previous: readonly string[],
  count: number,
  random: Random,
): string[] {
  const fresh = random.shuffle(words.filter((word) => !previous.includes(word)));
  const seen = random.shuffle(words.filter((word) => previous.includes(word)));
  return random.shuffle([...fresh, ...seen].slice(0, count));
}
