import { describe, expect, it } from 'vitest';
import {
  binaryMetrics,
  countsAt,
  nearestPoint,
  packRoc,
  pointAt,
  thresholdOf,
  unpackRoc,
} from '../../src/charts/operating-points.ts';
import { createRandom, type Random } from '../../src/core/random.ts';
import type { Roc } from '../../src/core/results.ts';

interface Scored {
  score: number;
  positive: boolean;
}

/** Every distinct score is an operating point, as the schema says; the first lies above every score. */
function rocOf(scored: readonly Scored[]): Roc {
  const distinct = [...new Set(scored.map((s) => s.score))].sort((a, b) => b - a);
  const threshold = [(distinct[0] as number) + 1, ...distinct];
  const count = (positive: boolean) =>
    threshold.map((t) => scored.filter((s) => s.positive === positive && s.score >= t).length);
  const positives = scored.filter((s) => s.positive).length;
  return {
    positiveClass: 'cat',
    positives,
    negatives: scored.length - positives,
    auc: { value: 0.9, low: 0.8, high: 1 },
    threshold,
    truePositives: count(true),
    falsePositives: count(false),
    band: { fpr: [0, 1], low: [0, 1], high: [0, 1] },
  };
}

/** Scores as models give them: forests in hundredths, networks crowded at 0 and 1 in float32. */
const kinds: Record<string, (random: Random) => number> = {
  'scores in hundredths, with ties': (random) => random.int(101) / 100,
  'uniform scores': (random) => random.next(),
  'saturated float32 scores': (random) => Math.fround(1 / (1 + Math.exp(-12 * random.normal()))),
};

function draw(kind: (random: Random) => number, seed: string, size = 240): Scored[] {
  const random = createRandom(seed);
  return Array.from({ length: size }, (_, i) => ({ score: kind(random), positive: i % 3 !== 0 }));
}

describe.each(Object.entries(kinds))('countsAt on %s', (name, kind) => {
  const scored = draw(kind, name);
  const points = unpackRoc(packRoc(rocOf(scored)));

  it('equals counting the scores one by one at every hundredth', () => {
    for (let step = 0; step <= 100; step++) {
      const t = step / 100;
      const brute = (positive: boolean, called: boolean) =>
        scored.filter((s) => s.positive === positive && s.score >= t === called).length;
      expect({ t, ...countsAt(points, t) }).toEqual({
        t,
        truePositives: brute(true, true),
        falseNegatives: brute(true, false),
        falsePositives: brute(false, true),
        trueNegatives: brute(false, false),
      });
    }
  });

  it('comes back to the same operating point through its roundest threshold', () => {
    for (let index = 0; index < points.threshold.length; index++) {
      const threshold = thresholdOf(points, index);
      expect(threshold).toBeGreaterThanOrEqual(0);
      expect(threshold).toBeLessThanOrEqual(1);
      expect(Number(threshold.toFixed(5))).toBe(threshold);
      const reachable = index > 0 || (points.threshold[1] as number) < 1;
      if (reachable) expect(pointAt(points, threshold)).toBe(index);
    }
  });

  it('finds each operating point as the nearest to itself', () => {
    for (let index = 0; index < points.threshold.length; index++) {
      const x = (points.falsePositives[index] as number) / points.negatives;
      const y = (points.truePositives[index] as number) / points.positives;
      expect(nearestPoint(points, x, y)).toBe(index);
    }
  });
});

describe('packRoc', () => {
  it('does not let a score just below 0.5 count at 0.5', () => {
    const below = 0.499999999;
    const points = unpackRoc(
      packRoc(
        rocOf([
          { score: 0.9, positive: true },
          { score: below, positive: false },
        ]),
      ),
    );
    expect(countsAt(points, 0.5).falsePositives).toBe(0);
    expect(countsAt(points, 0.49).falsePositives).toBe(1);
  });

  it('keeps 0.29 at 0.29, though 0.29 * 100000 falls short of 29000', () => {
    const points = unpackRoc(
      packRoc(
        rocOf([
          { score: 0.29, positive: true },
          { score: 0.1, positive: false },
        ]),
      ),
    );
    expect(countsAt(points, 0.29).truePositives).toBe(1);
    expect(countsAt(points, 0.3).truePositives).toBe(0);
  });

  it('still begins with nothing positive when scores of 1 merge with the point above them', () => {
    const points = unpackRoc(
      packRoc({
        ...rocOf([
          { score: 1, positive: true },
          { score: 0, positive: false },
        ]),
        threshold: [1.000001, 1, 0],
      }),
    );
    expect(points.truePositives[0]).toBe(0);
    expect(countsAt(points, 1).truePositives).toBe(1);
  });
});

describe('thresholdOf', () => {
  it('prefers few decimals', () => {
    const points = unpackRoc(
      packRoc(
        rocOf([
          { score: 0.61837, positive: true },
          { score: 0.5, positive: false },
        ]),
      ),
    );
    expect(thresholdOf(points, 1)).toBe(0.6);
    expect(thresholdOf(points, 0)).toBe(1);
    expect(thresholdOf(points, 2)).toBe(0);
  });
});

describe('binaryMetrics', () => {
  it('divides the counts as the terms say', () => {
    const metrics = binaryMetrics({
      truePositives: 90,
      falseNegatives: 10,
      falsePositives: 30,
      trueNegatives: 170,
    });
    expect(metrics.accuracy).toBeCloseTo(260 / 300, 12);
    expect(metrics.truePositiveRate).toBe(0.9);
    expect(metrics.falsePositiveRate).toBe(0.15);
    expect(metrics.precision).toBe(0.75);
  });

  it('has no precision where nothing is called positive', () => {
    const { precision } = binaryMetrics({
      truePositives: 0,
      falseNegatives: 1,
      falsePositives: 0,
      trueNegatives: 1,
    });
    expect(precision).toBeNaN();
  });
});
