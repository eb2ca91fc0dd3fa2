import { checkClaim, namedExperiments } from '../../core/claim.ts';
import { formatFact } from '../../core/format-fact.ts';
import { lookup } from '../../core/lookup.ts';
import { loadAnyResult } from '../load-result.ts';
import type { Wanted } from './judge.ts';
import { rightChoice } from './right-choice.ts';

/** What a chapter asks, as it is written there. */
export interface Asked {
  /** Under which the reader's answer is kept; once on the site. */
  readonly id: string;
  /** The experiment. */
  readonly of: string;
  /** The question, with curly quotes and apostrophes. */
  readonly asks: string;
  /** Answers as they stand in a sentence, and when each is right. */
  readonly choices?: readonly { readonly says: string; readonly holds: string }[] | undefined;
  /** The number to be estimated, in percent where it is a share. */
  readonly estimate?: string | undefined;
  /** How far an estimate may be off: points of percent, or a count. */
  readonly within?: number | undefined;
}

/**
 * What is right, by the results.
 * @throws Error where they name no such number, or bear out none or several of the choices.
 */
export async function wantedOf({ id, of, choices = [], estimate, within = 0 }: Asked): Promise<Wanted> {
  const result = await loadAnyResult(of);
  if (estimate !== undefined) {
    const fact = lookup(result, estimate);
    if (typeof fact.value !== 'number') throw new Error(`"${estimate}" is no number to be estimated`);
    const right = fact.unit === 'share' ? 100 * fact.value : fact.value;
    return { kind: 'number', right: Number(right.toFixed(3)), within, says: formatFact(fact) };
  }
  const holds: boolean[] = [];
  for (const choice of choices) {
    const others = await Promise.all(namedExperiments(choice.holds).map(loadAnyResult));
    holds.push(checkClaim(result, choice.holds, others).holds);
  }
  const right = rightChoice(id, holds);
  return { kind: 'choice', right, says: choices[right]?.says ?? '' };
}
