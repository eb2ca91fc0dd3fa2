import type { Staircase } from './free-step.ts';

/**
 * What an operating point costs, where a positive that is missed costs 1.
 * @param price of a negative that is called positive
 * @param positives all that there are
 */
export function costAt(
  { truePositives, falsePositives }: Staircase,
  index: number,
  price: number,
  positives: number,
): number {
  return price * (falsePositives[index] ?? 0) + positives - (truePositives[index] ?? 0);
}

/** Index of the operating point that costs least; of equally cheap ones the one with the highest threshold. */
export function cheapestPoint(staircase: Staircase, price: number, positives: number): number {
  let best = 0;
  for (let i = 1; i < staircase.threshold.length; i++)
    if (costAt(staircase, i, price, positives) < costAt(staircase, best, price, positives)) best = i;
  return best;
}
