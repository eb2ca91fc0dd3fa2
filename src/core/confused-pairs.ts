import type { GameResult } from './results.ts';

/** Two words that a network takes for each other. */
export interface ConfusedPair {
  /** Indices into the results' words. */
  readonly first: number;
  readonly second: number;
  /** Drawings of the first that are taken for the second, and of the second for the first. */
  readonly there: number;
  readonly back: number;
}

/** Every pair once, those that are taken for each other most often first, both directions together. */
export function confusedPairs({ words }: Pick<GameResult, 'words'>): ConfusedPair[] {
  const taken = (of: number, by: number) => words[of]?.takenFor.find(([index]) => index === by)?.[1] ?? 0;
  const pairs: ConfusedPair[] = [];
  words.forEach(({ takenFor }, first) => {
    for (const [second, there] of takenFor) {
      const back = taken(second, first);
      // Told once: from the earlier word, or from the later where the earlier is never taken for it.
      if (first < second || back === 0) pairs.push({ first, second, there, back });
    }
  });
  const low = ({ first, second }: ConfusedPair) => Math.min(first, second);
  const high = ({ first, second }: ConfusedPair) => Math.max(first, second);
  return pairs.sort((a, b) => b.there + b.back - (a.there + a.back) || low(a) - low(b) || high(a) - high(b));
}
