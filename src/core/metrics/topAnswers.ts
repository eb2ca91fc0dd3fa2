/** Whether the true class is among a model's first answers: top-1, top-3, top-5. */
import type { Random } from '../random.ts';
import type { Interval } from '../results.ts';
import { percentileInterval, stratifiedBootstrap } from '../statistics.ts';
import { classCount, type Labels } from './classification.ts';

/**
 * Place of every row's true class among all, 1 for the most probable; of equal probabilities the lower class comes first,
 * as in `predictedLabels`. [n]
 * @param probabilities [n, k]
 */
export function ranks(probabilities: Float32Array, labels: Labels): Uint16Array {
  const k = classCount(probabilities, labels);
  return Uint16Array.from(labels, (label, i) => {
    const own = probabilities[i * k + label]!;
    let rank = 1;
    for (let c = 0; c < k; c++) {
      const other = probabilities[i * k + c]!;
      if (other > own || (other === own && c < label)) rank++;
    }
    return rank;
  });
}

/**
 * Shares of rows whose true class is among the first `sizes` answers, each with its percentile interval over bootstrap
 * samples stratified by class; the same samples for all.
 * @param places of `ranks`. [n]
 */
export function topShares(
  places: Uint16Array,
  labels: Labels,
  sizes: readonly number[],
  { random, replicates = 1000 }: { readonly random: Random; readonly replicates?: number },
): Interval[] {
  const n = labels.length;
  const bootstrap = stratifiedBootstrap(labels, random);
  const samples = sizes.map(() => new Float64Array(replicates));
  // Counted by rank once a sample, as every size asks for the same drawings.
  const largest = Math.max(...sizes);
  const counts = new Float64Array(largest + 1);
  const shares = (weightOf: (i: number) => number): number[] => {
    counts.fill(0);
    for (let i = 0; i < n; i++) if (places[i]! <= largest) counts[places[i]!]! += weightOf(i);
    return sizes.map((size) => counts.subarray(1, size + 1).reduce((sum, count) => sum + count, 0) / n);
  };
  for (let b = 0; b < replicates; b++) {
    const weights = bootstrap.next();
    shares((i) => weights[i]!).forEach((share, s) => {
      samples[s]![b] = share;
    });
  }
  return shares(() => 1).map((share, s) => percentileInterval(share, samples[s]!));
}
