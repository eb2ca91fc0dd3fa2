import { describe, expect, it } from 'vitest';
import { drawTestSet, middleOf } from '../../src/charts/resample.ts';
import { createRandom, type Random } from '../../src/core/random.ts';
import { percentileInterval, stratifiedBootstrap } from '../../src/core/statistics.ts';

/** Draws these numbers, one after the other. */
const dealt = (numbers: readonly number[]): Random => {
  const left = [...numbers];
  return { ...createRandom(0), int: () => left.shift() as number };
};

describe('a test set drawn from a test set', () => {
  it('counts a drawing as often as it comes: by hand', () => {
    // Of three cats the first two are read right, of two sheep the first.
    const classes = [
      { right: 2, of: 3 },
      { right: 1, of: 2 },
    ];
    expect(drawTestSet(classes, dealt([0, 1, 2, 0, 1]))).toBe(3);
    expect(drawTestSet(classes, dealt([0, 0, 0, 0, 0]))).toBe(5);
    expect(drawTestSet(classes, dealt([2, 2, 2, 1, 1]))).toBe(0);
  });

  it('draws as many of each class as there are, none from beyond them', () => {
    const asked: number[] = [];
    const random: Random = {
      ...createRandom(0),
      int: (bound) => {
        asked.push(bound);
        return bound - 1;
      },
    };
    drawTestSet(
      [
        { right: 1, of: 4 },
        { right: 1, of: 2 },
      ],
      random,
    );
    expect(asked).toEqual([4, 4, 4, 4, 2, 2]);
  });

  it('is the same for the same seed, and another for another', () => {
    const classes = [
      { right: 275, of: 297 },
      { right: 268, of: 297 },
    ];
    const draws = (seed: string) =>
      Array.from({ length: 10 }, (_, i) => drawTestSet(classes, createRandom(`${seed}/${i}`)));
    expect(draws('a')).toEqual(draws('a'));
    expect(draws('b')).not.toEqual(draws('a'));
  });

  it('gives all or nothing where the model is always right, or never', () => {
    expect(drawTestSet([{ right: 7, of: 7 }], createRandom(1))).toBe(7);
    expect(drawTestSet([{ right: 0, of: 7 }], createRandom(1))).toBe(0);
  });

  it('comes to the interval of the bootstrap that the results have', () => {
    const classes = [
      { right: 275, of: 297 },
      { right: 268, of: 297 },
    ];
    const random = createRandom('many');
    const [low, high] = middleOf(
      Array.from({ length: 2000 }, () => drawTestSet(classes, random)),
      594,
    );
    const labels = Uint8Array.from({ length: 594 }, (_, i) => (i < 297 ? 0 : 1));
    const right = Uint8Array.from({ length: 594 }, (_, i) => Number(i % 297 < (i < 297 ? 275 : 268)));
    const bootstrap = stratifiedBootstrap(labels, createRandom('results'));
    const replicates = Float64Array.from({ length: 2000 }, () =>
      bootstrap.next().reduce((sum, weight, i) => sum + weight * (right[i] as number), 0),
    );
    const theirs = percentileInterval(543, replicates);
    expect(Math.abs(low * 594 - theirs.low)).toBeLessThanOrEqual(2);
    expect(Math.abs(high * 594 - theirs.high)).toBeLessThanOrEqual(2);
  });
});

describe('the middle 95 % of dots', () => {
  it('is by hand what lies between their outer fortieths', () => {
    const counts = Array.from({ length: 41 }, (_, i) => i);
    for (const order of [counts, counts.toReversed()]) {
      const [low, high] = middleOf(order, 100);
      expect(low).toBeCloseTo(0.01, 12);
      expect(high).toBeCloseTo(0.39, 12);
    }
  });

  it('is one place where all dots are', () => {
    expect(middleOf([9, 9, 9], 10)).toEqual([0.9, 0.9]);
  });
});
