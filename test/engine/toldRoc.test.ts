import { expect, test } from 'vitest';
import { toldRoc } from '../../pipeline/engine/toldRoc.ts';
import { evaluate } from '../../src/core/metrics.ts';
import { createRandom } from '../../src/core/random.ts';

/** Of made-up probabilities, three drawings a class. */
function curvesOf(k: number) {
  const random = createRandom('roc');
  const labels = Uint16Array.from({ length: 3 * k }, (_, i) => i % k);
  const probabilities = Float32Array.from({ length: 3 * k * k }, () => random.next() / k);
  const classes = Array.from({ length: k }, (_, c) => `c${c}`);
  return evaluate(probabilities, labels, classes, { random, replicates: 20 }).roc;
}

test('curves of ten classes stay as they are', () => {
  const curves = curvesOf(10);
  expect(toldRoc(curves)).toEqual(curves);
});

test('of more, thresholds still fall, counts stay, and nothing moves that could be seen', () => {
  const curves = curvesOf(11);
  const told = toldRoc(curves);
  expect(JSON.stringify(told).length).toBeLessThan(0.75 * JSON.stringify(curves).length);
  for (const [i, { threshold, truePositives, auc, band }] of told.entries()) {
    expect(threshold).toEqual(threshold.toSorted((a, b) => b - a));
    expect([truePositives, auc]).toEqual([curves[i]?.truePositives, curves[i]?.auc]);
    band.low.forEach((low, j) => {
      expect(Math.abs(low - (curves[i]?.band.low[j] as number))).toBeLessThan(1e-4);
    });
  }
});
