/** Words that several of the reasons share. */
import { formatProbability } from '../../../components/format.ts';
import { listed as listedWith } from '../../../core/listed.ts';

export { capital, SUBJECTS } from '../../../components/verdict.ts';

/** "a", "a and b", "a, b and c". */
export const listed = (words: readonly string[]): string => listedWith(words, 'and');

/** A push with its sign, one decimal: "+1.2", "−0.4". */
export function formatPush(push: number): string {
  const rounded = Math.abs(push).toFixed(1);
  return `${push < 0 && rounded !== '0.0' ? '−' : '+'}${rounded}`;
}

/** What a push does to the odds: "× 3.3" or "÷ 3.3". */
export function formatOdds(push: number): string {
  const factor = Math.exp(Math.abs(push));
  const text = factor >= 100 ? factor.toFixed(0) : factor >= 10 ? factor.toFixed(0) : factor.toFixed(1);
  return `${push < 0 ? '÷' : '×'}\u00a0${text}`;
}

/** "98 to 61 %": the unit once where both have it alone. */
export function fromTo(from: number, to: number): string {
  const [a, b] = [formatProbability(from), formatProbability(to)];
  return /^\d/.test(a) ? `${a.replace(/\u00a0%$/, '')} to ${b}` : `${a} to ${b}`;
}

/** How many of each class. [classes] */
export function tally(members: readonly number[], classes: number): number[] {
  const counts = new Array<number>(classes).fill(0);
  for (const member of members) counts[member] = (counts[member] ?? 0) + 1;
  return counts;
}
