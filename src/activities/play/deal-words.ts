import type { Random } from '../../core/random.ts';

export type Deal = (
  words: readonly string[],
  previous: readonly string[],
  count: number,
  random: Random,
) => string[];

/**
 * `count` words in random order; those that the last game left out are among them. None comes twice, but where there are too
 * few: then each comes as often as the others, or once more, and none twice running.
 */
export function dealWords(
  words: readonly string[],
  previous: readonly string[],
  count: number,
  random: Random,
): string[] {
  const fresh = random.shuffle(words.filter((word) => !previous.includes(word)));
  const seen = random.shuffle(words.filter((word) => previous.includes(word)));
  const dealt = random.shuffle([...fresh, ...seen].slice(0, count));
  while (dealt.length < count) {
    const last = dealt.at(-1);
    const again = random.shuffle([...words]);
    if (again[0] === last) again.push(again.shift() as string);
    dealt.push(...again.slice(0, count - dealt.length));
  }
  return dealt;
}

const LEVELS = 3;

/**
 * Deals from easy to hard: as many of the third that the network knows best as of the next and of the last, in random order
 * within each. None of the last game, as long as there are others.
 * @param recall by word, the share of its drawings that the network names rightly
 */
export const dealByDifficulty =
  (recall: Readonly<Record<string, number>>): Deal =>
  (words, previous, count, random) => {
    const sorted = [...words].sort((a, b) => (recall[b] ?? 0) - (recall[a] ?? 0) || a.localeCompare(b, 'en'));
    return Array.from({ length: LEVELS }, (_, level) => {
      const part = (of: number, by: number) => Math.floor((of * by) / LEVELS);
      const third = sorted.slice(part(words.length, level), part(words.length, level + 1));
      return dealWords(third, previous, part(count, level + 1) - part(count, level), random);
    }).flat();
  };
