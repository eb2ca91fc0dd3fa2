import { describe, expect, it } from 'vitest';
import { forestEvidence, forestProbabilities } from '../../../src/core/evidence/forest-evidence.ts';
import type { ForestTree } from '../../../src/core/read-forest.ts';

const leaf = (...shares: number[]) => ({ pixel: 0, threshold: 0, left: 0, right: 0, shares });
const question = (pixel: number, left: number, right: number) => ({
  pixel,
  threshold: 0.5,
  left,
  right,
  shares: [],
});
/** Ink in pixel 3 means the first class, whatever pixel 4 says. */
const decided: ForestTree = [question(3, 1, 2), leaf(0, 1), question(4, 3, 4), leaf(1, 0), leaf(0.9, 0.1)];
/** Asks about pixel 5, and ink there speaks for the second class. */
const other: ForestTree = [question(5, 1, 2), leaf(0.6, 0.4), leaf(0, 1)];
const ink = new Float32Array(784);
ink[3] = 1;

describe('forestEvidence', () => {
  it('averages the leaves, and lets every tree vote for the greatest share of its own', () => {
    const { probabilities, trees } = forestEvidence([decided, other], ink);
    expect([...probabilities].map((p) => p.toFixed(3))).toEqual(['0.800', '0.200']);
    expect(trees.map(({ vote }) => vote)).toEqual([0, 0]);
    expect(trees[0]?.steps.map(({ pixel, right }) => [pixel, right])).toEqual([
      [3, true],
      [4, false],
    ]);
    expect([...forestProbabilities([decided, other], ink)]).toEqual([...probabilities]);
  });

  it('weighs a pixel by what the other answer to its question would cost', () => {
    const { weights } = forestEvidence([decided, other], ink);
    expect(weights[3]).toBeCloseTo(0.5); // the whole vote of one of two trees
    expect(weights[4]).toBeCloseTo(0.05);
    expect(weights[5]).toBeCloseTo(0.3);
    expect(weights.filter((weight) => weight !== 0)).toHaveLength(3);
  });

  it('gives a pixel whose answer speaks against the forest a weight below 0', () => {
    const marked = Float32Array.from(ink);
    marked[5] = 1; // the second tree now says the second class
    const { weights } = forestEvidence([decided, decided, other], marked);
    expect(weights[5]).toBeCloseTo(-0.2);
  });
});
