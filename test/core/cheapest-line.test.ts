import { describe, expect, it } from 'vitest';
import { cheapestPoint, costAt } from '../../src/core/cheapest-line.ts';

/** Ten positives; the stairs bend at (0, 6), (1, 9) and (5, 10). */
const stairs = {
  threshold: [Infinity, 0.9, 0.7, 0.6, 0.4, 0.1],
  truePositives: [0, 6, 6, 9, 9, 10],
  falsePositives: [0, 0, 1, 1, 4, 5],
};

describe('the cheapest line', () => {
  it.each([
    [0.1, 5],
    [0.5, 3],
    [1, 3],
    [2.9, 3],
    [4, 1],
    [100, 1],
  ])('for a price of %d is where the mistakes cost least together', (price, index) => {
    expect(cheapestPoint(stairs, price, 10)).toBe(index);
    const costs = stairs.threshold.map((_, i) => costAt(stairs, i, price, 10));
    expect(costs[index]).toBe(Math.min(...costs));
  });

  it('is the higher one of two that cost the same', () => {
    expect(costAt(stairs, 1, 3, 10)).toBe(costAt(stairs, 3, 3, 10));
    expect(cheapestPoint(stairs, 3, 10)).toBe(1);
  });
});
