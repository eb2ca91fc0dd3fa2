/** A model that is told which few classes the answer is one of. */
import type { Random } from '../random.ts';
import { quantile } from '../statistics.ts';
import { classCount, type Labels } from './classification.ts';

export interface KnownWords {
  /** Classes that the answer is one of. */
  readonly words: number;
  /** Random sets of so many classes. */
  readonly samples: number;
  /** Over the sets: share of their classes' drawings that the model then gets right. */
  readonly mean: number;
  /** Between these lie 90 % of the sets. */
  readonly low: number;
  readonly high: number;
}

/**
 * Share of drawings that a model gets right when the answer is known to be one of `words` random classes: only drawings
 * of these are asked, and only these may be answered. All classes are one set, and need no second sample.
 * @param probabilities [n, k]
 * @param words 2 to k
 */
export function knownWords(
  probabilities: Float32Array,
  labels: Labels,
  words: number,
  { samples, random }: { readonly samples: number; readonly random: Random },
): KnownWords {
  const k = classCount(probabilities, labels);
  if (!Number.isInteger(words) || words < 2 || words > k)
    throw new RangeError(`${words} words, expected 2 to the ${k} classes`);
  const rows: number[][] = Array.from({ length: k }, () => []);
  labels.forEach((label, i) => {
    rows[label]!.push(i);
  });
  const sets = words === k ? 1 : samples;
  const shares = Float64Array.from({ length: sets }, (_, s) => {
    const chosen = random
      .fork(`set ${s} of ${words}`)
      .shuffle(Array.from({ length: k }, (__, c) => c))
      .slice(0, words)
      .sort((a, b) => a - b);
    let right = 0;
    let asked = 0;
    for (const label of chosen)
      for (const i of rows[label]!) {
        let best = chosen[0]!;
        for (const c of chosen) if (probabilities[i * k + c]! > probabilities[i * k + best]!) best = c;
        if (best === label) right++;
        asked++;
      }
    return right / asked;
  });
  const mean = shares.reduce((sum, share) => sum + share, 0) / sets;
  shares.sort();
  return { words, samples: sets, mean, low: quantile(shares, 0.05), high: quantile(shares, 0.95) };
}
