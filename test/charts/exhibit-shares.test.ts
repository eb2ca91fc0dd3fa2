import { describe, expect, it } from 'vitest';
import { greatest, packShares, unpackShares } from '../../src/charts/exhibit-shares.ts';
import { createRandom } from '../../src/core/random.ts';

const round = (rows: number[][], decimals: 3 | 5) =>
  rows.map((_, i) => unpackShares(packShares(rows, decimals), decimals, rows[0]?.length ?? 0, i));

describe('packShares', () => {
  it.each<[string, 3 | 5, number[], number[]]>([
    ['rounds down to five decimals', 5, [0.2500049, 0.7499951], [0.25, 0.74999]],
    ['keeps 0.29, which is no whole unit in floating point', 5, [0.29, 0.71], [0.29, 0.71]],
    ['rounds down to three decimals', 3, [0.8229, 0.1771], [0.822, 0.177]],
    ['keeps certainty', 3, [1, 0, 0], [1, 0, 0]],
    ['makes no certainty of what is none', 3, [0.99999, 0.00001], [0.999, 0.001]],
    ['keeps the first of equals first', 3, [0.4, 0.4, 0.2], [0.4, 0.4, 0.2]],
    ['keeps a narrow winner ahead', 3, [0.4001, 0.4002, 0.1997], [0.4, 0.401, 0.199]],
  ])('%s', (_, decimals, row, expected) => {
    expect(round([row], decimals)).toEqual([expected]);
  });

  it('finds every drawing again, and no class changes', () => {
    const random = createRandom('shares');
    const rows = Array.from({ length: 300 }, () => {
      const weights = Array.from({ length: 5 }, () => random.next());
      const total = weights.reduce((a, b) => a + b);
      return weights.map((weight) => weight / total);
    });
    const back = round(rows, 3);
    back.forEach((shares, i) => {
      expect(greatest(shares)).toBe(greatest(rows[i] as number[]));
      shares.forEach((share, c) => {
        expect(Math.abs(share - (rows[i]?.[c] as number))).toBeLessThan(0.002);
      });
    });
    expect(packShares(rows, 3)).toHaveLength(300 * 5 * 2);
  });

  it('has nothing to say of a drawing that is not there', () => {
    expect(unpackShares(packShares([[0.5, 0.5]], 3), 3, 2, 1)).toEqual([Number.NaN, Number.NaN]);
  });
});
