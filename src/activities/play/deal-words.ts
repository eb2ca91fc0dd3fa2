import type { Random } from '../../core/random.ts';

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
