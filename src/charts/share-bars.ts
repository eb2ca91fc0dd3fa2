/** The probabilities of one drawing as bars, and the verdict in words. */

import { withArticle } from '../core/word-forms.ts';
import { greatest } from './exhibit-shares.ts';

export interface ShareBar {
  readonly name: string;
  /** In [0, 1]. */
  readonly share: number;
  /** The class that was drawn. */
  readonly drawn: boolean;
  /** The class that the model calls it. */
  readonly called: boolean;
}

/**
 * One bar a class, in the order of the classes, so that bars of several drawings can be compared.
 * @param shares [k]
 * @param truth place of the class that was drawn
 */
export function shareBars(names: readonly string[], shares: readonly number[], truth: number): ShareBar[] {
  const called = greatest(shares);
  return names.map((name, i) => ({
    name,
    share: shares[i] ?? Number.NaN,
    drawn: i === truth,
    called: i === called,
  }));
}

/** "bee, right" or "bee, wrong: it is a dog". */
export function verdict(bars: readonly ShareBar[]): string {
  const called = bars.find((bar) => bar.called)?.name ?? '';
  const drawn = bars.find((bar) => bar.drawn)?.name ?? '';
  return called === drawn ? `${called}, right` : `${called}, wrong: it is ${withArticle(drawn)}`;
}
