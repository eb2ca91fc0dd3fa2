/** What so few drawings can tell, and what guessing would get. */
import { formatPercent } from '../../../charts/format.ts';
import type { Outcome } from '../project.ts';
import { testLabels } from './scores.ts';

/** Share of the held-out drawings that a blind guess gets, and one that always names the most frequent class. */
export function chance({ classes, test }: Pick<Outcome, 'classes' | 'test'>): {
  readonly guess: number;
  readonly mostFrequent: number;
} {
  const counts = new Array<number>(classes.length).fill(0);
  for (const label of testLabels({ test })) counts[label] = (counts[label] ?? 0) + 1;
  return { guess: 1 / classes.length, mostFrequent: Math.max(...counts) / test.length };
}

/** "Guessing gets 50 %." and, where one class is more frequent, what saying nothing else would get. */
export function chanceSentence(outcome: Pick<Outcome, 'classes' | 'test'>): string {
  const { guess, mostFrequent } = chance(outcome);
  const blind = `Guessing gets ${formatPercent(guess, 0)}`;
  // Two or three drawings more of one class are not worth a word.
  return mostFrequent - guess < 0.05
    ? `${blind}.`
    : `${blind}; always naming the most frequent class, ${formatPercent(mostFrequent, 0)}.`;
}

/** How much one drawing weighs, and what the whiskers are. @param tested held-out drawings, at least one. */
export function fewnessSentence(tested: number): string {
  const worth = (100 / tested).toFixed(tested < 200 ? 1 : 2);
  const whiskers =
    'The whiskers hold what the model would get on very many such drawings: they do so in 95 of 100 experiments.';
  const few =
    tested < 50
      ? ' They are long because so few drawings can tell so little; hold out more, or draw more.'
      : '';
  return `${tested} held-out drawings, each worth ${worth}\u202f% of the score. ${whiskers}${few}`;
}
