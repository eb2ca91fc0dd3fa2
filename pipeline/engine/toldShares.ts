/** Probabilities of the drawings on show as a results file tells them: as exactly as the site can show them. */
import { MANY_CLASSES } from '../../src/core/metrics.ts';

/** Of many classes most have next to nothing of a drawing's probability: less is told as none. */
const LEAST_TOLD = 0.03;

const digits = (count: number) => (p: number) => Math.round(p * 10 ** count) / 10 ** count;
const four = digits(4);
const three = digits(3);

/**
 * One drawing's probabilities, rounded: all of them to four digits where there are few classes. Of many classes to three,
 * those of the class that it is and of the one that it is taken for, and whatever else is no sliver.
 * @param shares [k]
 * @param truth place of the class that was drawn
 */
export function toldShares(shares: Float32Array, truth: number): number[] {
  if (shares.length <= MANY_CLASSES) return Array.from(shares, four);
  const greatest = shares.indexOf(Math.max(...shares));
  return Array.from(shares, (p, c) => (p >= LEAST_TOLD || c === truth || c === greatest ? three(p) : 0));
}
