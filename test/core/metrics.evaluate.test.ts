import { describe, expect, it } from 'vitest';
import {
  accuracy,
  accuracyInterval,
  auc,
  classScores,
  confusion,
  evaluate,
  histogram,
  logLoss,
  macro,
} from '../../src/core/metrics.ts';
import { createRandom } from '../../src/core/random.ts';
import { comparisonSchema } from '../../src/core/results.ts';
import { quantile, stratifiedBootstrap } from '../../src/core/statistics.ts';
import fixture from '../fixtures/metrics.json' with { type: 'json' };

const modelSchema = comparisonSchema.shape.models.element.pick({
  accuracy: true,
  logLoss: true,
  roc: true,
  macroAuc: true,
  macroF1: true,
  classScores: true,
  confusion: true,
  histogram: true,
});

function load(name: string) {
  const found = fixture.cases.find((c) => c.name === name)!;
  return {
    k: found.k,
    classes: ['cat', 'sheep', 'cow', 'pig'].slice(0, found.k),
    labels: Uint8Array.from(found.labels),
    probabilities: Float32Array.from(found.numerators, (numerator) => numerator / found.cells),
  };
}

describe('evaluate', () => {
  it.each(['two classes', 'four classes'])('on %s fits the results schema', (name) => {
    const { probabilities, labels, classes, k } = load(name);
    const result = evaluate(probabilities, labels, classes, {
      positiveClass: 'sheep',
      random: createRandom(1),
      replicates: 200,
    });
    expect(modelSchema.parse(result)).toEqual(result);
    expect(result.roc.map((roc) => roc.positiveClass)).toEqual(k === 2 ? ['sheep'] : classes);
    expect(result.histogram.counts[0]).toHaveLength(20);
    expect(result.roc[0]!.band.fpr).toHaveLength(51);
  });

  it('gives the intervals that the plain metrics give on the same resampled drawings', () => {
    const { probabilities, labels, classes, k } = load('four classes');
    const replicates = 150;
    const result = evaluate(probabilities, labels, classes, {
      positiveClass: 'cow',
      random: createRandom(7),
      replicates,
      bins: 5,
    });

    // The slow way: materialise every bootstrap sample and score it from scratch.
    const bootstrap = stratifiedBootstrap(labels, createRandom(7));
    const samples = Array.from({ length: replicates }, () => {
      const rows = [...bootstrap.next()].flatMap((weight, row) => new Array<number>(weight).fill(row));
      return {
        labels: Uint8Array.from(rows, (row) => labels[row]!),
        probabilities: Float32Array.from(rows.flatMap((r) => [...probabilities.slice(r * k, r * k + k)])),
      };
    });
    const bounds = (metric: (p: Float32Array, y: Uint8Array) => number) => {
      const values = samples.map((s) => metric(s.probabilities, s.labels)).sort((a, b) => a - b);
      return [quantile(values, 0.025), quantile(values, 0.975)] as const;
    };
    const check = (interval: { low: number; high: number }, [low, high]: readonly [number, number]) => {
      expect(low).toBeLessThan(high);
      expect(interval.low).toBeCloseTo(low, 12);
      expect(interval.high).toBeCloseTo(high, 12);
    };
    check(result.accuracy, bounds(accuracy));
    check(result.logLoss, bounds(logLoss));
    check(
      result.macroF1,
      bounds((p, y) => macro(classScores(confusion(p, y).flat(), k).f1)),
    );
    check(
      result.classScores[2]!.precision,
      bounds((p, y) => classScores(confusion(p, y).flat(), k).precision[2]!),
    );
    const aucOf = (p: Float32Array, y: Uint8Array, c: number) =>
      auc(
        p.filter((_, i) => i % k === c),
        y.map((label) => (label === c ? 1 : 0)),
      );
    check(
      result.macroAuc,
      bounds((p, y) => macro(classes.map((_, c) => aucOf(p, y, c)))),
    );
    const pigs = (p: Float32Array) => p.filter((_, i) => i % k === 3);
    check(
      result.roc[3]!.auc,
      bounds((p, y) =>
        auc(
          pigs(p),
          y.map((label) => (label === 3 ? 1 : 0)),
        ),
      ),
    );
    check(
      { low: result.confusion.low[1]![2]!, high: result.confusion.high[1]![2]! },
      bounds((p, y) => confusion(p, y)[1]![2]!),
    );
    check(
      { low: result.histogram.low[3]![0]!, high: result.histogram.high[3]![0]! },
      bounds((p, y) => histogram(p, y, 2, 5)[3]![0]!),
    );
  });

  it('draws the ROC band around the curve: at a rise, its top', () => {
    // Scores 0.9+ 0.8+ 0.7- 0.6+ 0.5-: the curve runs (0,0) (0,2/3) (1/2,2/3) (1/2,1) (1,1).
    const probabilities = Float32Array.of(0.9, 0.1, 0.8, 0.2, 0.7, 0.3, 0.6, 0.4, 0.5, 0.5);
    const { band } = evaluate(probabilities, Uint8Array.of(0, 0, 1, 0, 1), ['cat', 'sheep'], {
      positiveClass: 'cat',
      random: createRandom(3),
      replicates: 500,
    }).roc[0]!;
    band.fpr.forEach((fpr, i) => {
      const rate = fpr < 0.5 ? 2 / 3 : 1;
      expect(band.low[i]).toBeLessThanOrEqual(rate);
      expect(band.high[i]).toBeGreaterThanOrEqual(rate);
    });
    expect(band.low[0]).toBeLessThan(2 / 3);
    expect(band.high[0]).toBe(1);
    expect([band.low[50], band.high[50]]).toEqual([1, 1]);
  });

  it('repeats itself with the same seed and not with another', () => {
    const { probabilities, labels, classes } = load('two classes');
    const run = (seed: number) =>
      evaluate(probabilities, labels, classes, {
        positiveClass: 'cat',
        random: createRandom(seed),
        replicates: 50,
      });
    expect(run(1)).toEqual(run(1));
    expect(run(1).logLoss).not.toEqual(run(2).logLoss);
  });

  it('covers the truth about as often as it claims', () => {
    // 200 test sets of 150 drawings, each right with probability 0.8.
    const random = createRandom('coverage');
    const labels = Uint8Array.from({ length: 150 }, (_, i) => i % 2);
    let covered = 0;
    for (let trial = 0; trial < 200; trial++) {
      const probabilities = Float32Array.from(
        [...labels].flatMap((label) =>
          (random.next() < 0.8 ? label : 1 - label) === 0 ? [0.9, 0.1] : [0.1, 0.9],
        ),
      );
      const { low, high } = accuracyInterval(probabilities, labels, { random, replicates: 400 });
      if (low <= 0.8 && 0.8 <= high) covered++;
    }
    expect(covered).toBeGreaterThan(176);
    expect(covered).toBeLessThan(200);
  });

  it('names a positive class that is not among the classes', () => {
    const { probabilities, labels, classes } = load('two classes');
    expect(() =>
      evaluate(probabilities, labels, classes, { positiveClass: 'dog', random: createRandom(1) }),
    ).toThrow('positive class "dog", expected one of cat, sheep');
  });
});
