/** Test sets drawn from a test set: what a score would have been with other drawings, as far as these can tell. */
import type { Random } from '../core/random.ts';
import { percentileInterval } from '../core/statistics.ts';

/** How many of a class's test drawings a model reads right. */
export interface ClassTally {
  readonly right: number;
  readonly of: number;
}

/**
 * Draws as many drawings of each class as there are, each out of all of them, so that some come twice and some not at all:
 * the sample of a bootstrap stratified by class, as `stratifiedBootstrap` takes for the results.
 * @returns how many of them the model reads right
 */
export function drawTestSet(classes: readonly ClassTally[], random: Random): number {
  let right = 0;
  for (const tally of classes)
    for (let i = 0; i < tally.of; i++) if (random.int(tally.of) < tally.right) right++;
  return right;
}

/**
 * The middle 95 % of such scores, as the results have it.
 * @param counts of drawings read right, one a test set; at least one
 * @param of drawings of a test set
 */
export function middleOf(counts: readonly number[], of: number): readonly [low: number, high: number] {
  // Its own mean takes the place of the score: the interval is always around that.
  const sorted = Uint32Array.from(counts);
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  const { low, high } = percentileInterval(mean, sorted);
  return [low / of, high / of];
}
