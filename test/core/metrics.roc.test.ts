import { describe, expect, it } from 'vitest';
import { countRanked, emptyCounts, rankScores, truePositiveRates } from '../../src/core/metrics/roc.ts';
import { auc, rocCurve } from '../../src/core/metrics.ts';
import { createRandom } from '../../src/core/random.ts';

/** Area by trapezoids through the points of a curve. */
function area({ truePositives, falsePositives }: ReturnType<typeof rocCurve>): number {
  let twice = 0;
  for (let i = 1; i < truePositives.length; i++)
    twice += (falsePositives[i]! - falsePositives[i - 1]!) * (truePositives[i]! + truePositives[i - 1]!);
  return twice / 2 / (truePositives.at(-1)! * falsePositives.at(-1)!);
}

/** Scores of `n` drawings, every `every`-th of them positive, the positives shifted up by `shift`. */
function sample(n: number, every: number, shift: number) {
  const random = createRandom(`roc ${n} ${every} ${shift}`);
  const positives = Uint8Array.from({ length: n }, (_, i) => (i % every === 0 ? 1 : 0));
  const scores = Float64Array.from(positives, (p) => 1 / (1 + Math.exp(-random.normal() - shift * p)));
  return { positives, scores };
}

/** A staircase: runs of positives and negatives by turns, the hardest case for thinning. */
function staircase(n: number, run: number) {
  const positives = Uint8Array.from({ length: n }, (_, i) => (Math.floor(i / run) % 2 === 0 ? 1 : 0));
  return { positives, scores: Float64Array.from(positives, (_, i) => 1 - i / n) };
}

describe('rocCurve, thinned', () => {
  it.each([
    ['15,000 scores of a good model', sample(15_000, 2, 3)],
    ['5,000 scores of a guess', sample(5000, 2, 0)],
    ['4,000 scores with few positives', sample(4000, 200, 2)],
    ['a staircase of short steps', staircase(6000, 3)],
    ['a staircase of steps as long as a stretch', staircase(6000, 6)],
    ['a staircase of long steps', staircase(6000, 50)],
  ])('%s: at most maxPoints, the area within 1e-4, the ends kept', (_, { scores, positives }) => {
    const curve = rocCurve(scores, positives);
    expect(curve.threshold.length).toBeLessThanOrEqual(1000);
    expect(Math.abs(area(curve) - auc(scores, positives))).toBeLessThan(1e-4);
    const total = positives.reduce((sum, p) => sum + p, 0);
    expect([curve.truePositives[0], curve.falsePositives[0]]).toEqual([0, 0]);
    expect([curve.truePositives.at(-1), curve.falsePositives.at(-1)]).toEqual([
      total,
      positives.length - total,
    ]);
    // Every point is a true operating point: counted afresh from its threshold.
    for (const i of [0, 1, 100, curve.threshold.length - 2]) {
      const above = positives.filter((_, j) => scores[j]! >= curve.threshold[i]!);
      const truePositives = above.reduce((sum, p) => sum + p, 0);
      expect(curve.truePositives[i]).toBe(truePositives);
      expect(curve.falsePositives[i]).toBe(above.length - truePositives);
    }
  });

  it('keeps the counts at every hundredth exact', () => {
    const { scores, positives } = sample(15_000, 2, 3);
    const shares = scores.map((score) => 1 / (1 + Math.exp(-score)));
    const { threshold, truePositives, falsePositives } = rocCurve(shares, positives);
    expect(threshold.length).toBeLessThanOrEqual(1000);
    for (let hundredth = 0; hundredth <= 100; hundredth++) {
      const i = threshold.findLastIndex((t) => t >= hundredth / 100);
      const above = positives.filter((_, j) => shares[j]! >= hundredth / 100);
      expect(truePositives[i]! + falsePositives[i]!).toBe(above.length);
      expect(truePositives[i]).toBe(above.reduce((sum, p) => sum + p, 0));
    }
  });

  it('leaves no gap: neighbours differ by less than three stretches of the curve', () => {
    const { scores, positives } = sample(15_000, 2, 3);
    const { truePositives, falsePositives } = rocCurve(scores, positives, { maxPoints: 400 });
    expect(truePositives.length).toBeGreaterThan(390);
    for (let i = 1; i < truePositives.length; i++) {
      const step = truePositives[i]! - truePositives[i - 1]! + falsePositives[i]! - falsePositives[i - 1]!;
      expect(step / 7500).toBeLessThan((3 * 2) / 400);
    }
  });

  it('keeps every point of a curve that is short enough', () => {
    const { scores, positives } = sample(999, 2, 1);
    expect(rocCurve(scores, positives).threshold).toHaveLength(1000);
  });
});

describe('truePositiveRates', () => {
  it('runs straight through ties, and takes the top of a rise', () => {
    // Scores 0.9+, 0.5 (+ - -), 0.1 (+ -): the curve runs (0,0) (0,1/3) (2/3,2/3) (1,1).
    const ranked = rankScores([0.5, 0.9, 0.1, 0.5, 0.5, 0.1]);
    const positives = [1, 1, 0, 0, 0, 1];
    const counts = countRanked(ranked, positives, [1, 1, 1, 1, 1, 1], emptyCounts(3));
    const rates = new Float64Array(7);
    truePositiveRates(counts, 6, rates);
    [4, 5, 6, 7, 8, 10, 12].forEach((twelfths, i) => {
      expect(rates[i]).toBeCloseTo(twelfths / 12, 12);
    });
  });
});
