/** How often one word is taken for another: `word.cat.as.dog` is the share of the test drawings of cats called a dog. */
import type { GameResult } from '../results.ts';
import { wilsonInterval } from '../statistics.ts';
import type { Fact } from './fact.ts';

const AS = /^word\.(.+)\.as\.(.+)$/;

/** @returns undefined when the name is none of these, or names a word that there is not. */
export function mistakeFact({ dataset, words, split }: GameResult, name: string): Fact | undefined {
  const [, drawn, called] = AS.exec(name) ?? [];
  const place = (word?: string) => dataset.classes.findIndex((each) => each.name === word);
  const [from, to] = [place(drawn), place(called)];
  const word = words[from];
  if (word === undefined || to < 0) return undefined;
  const count = from === to ? word.right : (word.takenFor.find(([other]) => other === to)?.[1] ?? 0);
  return { unit: 'share', ...wilsonInterval(count, split.testPerClass) };
}
