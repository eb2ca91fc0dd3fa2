import { VERDICTS, type Verdict } from '../../core/then-and-now/judge.ts';
import type { ThenAndNowRow } from '../../core/then-and-now/row.ts';

/** A sign beside the word, so that a verdict is told by more than its colour. */
export const SIGNS: Readonly<Record<Verdict, string>> = {
  reproduced: '●',
  'not told apart': '◐',
  'higher here': '▲',
  'lower here': '▼',
  'not comparable': '○',
};

/** "20 numbers: 8 reproduced, 12 not comparable." */
export function tally(rows: readonly Pick<ThenAndNowRow, 'verdict'>[]): string {
  const counts = VERDICTS.map((verdict) => ({
    verdict,
    count: rows.filter((row) => row.verdict === verdict).length,
  })).filter(({ count }) => count > 0);
  const numbers = `${rows.length} ${rows.length === 1 ? 'number' : 'numbers'}`;
  return `${numbers}: ${counts.map(({ verdict, count }) => `${count} ${verdict}`).join(', ')}.`;
}
