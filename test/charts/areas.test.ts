import { describe, expect, it } from 'vitest';
import { areaShares, areasInPercent, standingOut } from '../../src/charts/areas.ts';

/** A picture with these amounts at (x, y). */
const picture = (side: number, at: readonly (readonly [number, number, number])[]) => {
  const values = new Float32Array(side * side);
  for (const [x, y, amount] of at) values[y * side + x] = amount;
  return values;
};

describe('areaShares', () => {
  it.each([
    [0, 0, 'upper left'],
    [13, 2, 'upper middle'],
    [27, 0, 'upper right'],
    [4, 14, 'left'],
    [14, 14, 'middle'],
    [27, 14, 'right'],
    [0, 27, 'lower left'],
    [14, 27, 'lower middle'],
    [27, 27, 'lower right'],
  ])('names the area of square %s, %s: %s', (x, y, name) => {
    expect(areaShares(picture(28, [[x, y, 3]]), 28)[0]).toEqual({ name, share: 1 });
  });

  it.each([5, 10, 12, 24, 28])('parts a picture of %s squares a side into nine of about one size', (side) => {
    const shares = areaShares(new Float32Array(side * side).fill(1), side);
    expect(shares).toHaveLength(9);
    expect(shares.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 6);
    for (const { share } of shares) expect(Math.abs(share - 1 / 9)).toBeLessThan(0.08);
  });

  it('has the greatest first, and none where there is nothing', () => {
    const values = picture(28, [
      [1, 1, 1],
      [14, 14, 3],
    ]);
    expect(areaShares(values, 28).slice(0, 2)).toEqual([
      { name: 'middle', share: 0.75 },
      { name: 'upper left', share: 0.25 },
    ]);
    expect(areasInPercent(areaShares(values, 28), 2)).toBe('middle 75\u202f%, upper left 25\u202f%');
    expect(areaShares(new Float32Array(784), 28)).toEqual([]);
  });
});

describe('standingOut', () => {
  it('names one area, two of about one size, or none', () => {
    const of = (a: number, b: number) =>
      areaShares(
        picture(28, [
          [0, 0, a],
          [14, 27, b],
        ]),
        28,
      );
    expect(standingOut(of(9, 1))).toBe('the upper left');
    expect(standingOut(of(4, 5))).toBe('the lower middle and the upper left');
    expect(standingOut([])).toBe('nowhere');
  });
});
