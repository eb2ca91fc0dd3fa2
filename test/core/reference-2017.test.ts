import { describe, expect, it } from 'vitest';
import {
  AT_5000_2017,
  CONVNET_15000_2017,
  FIVE_2017,
  LEARNING_CURVE_2017,
  SWEEPS_2017,
} from '../../src/core/reference-2017.ts';

const share = (counts: readonly (readonly number[])[]) =>
  counts.reduce((right, row, i) => right + (row[i] ?? 0), 0) / counts.flat().reduce((a, b) => a + b, 0);

describe('the figures of 2017', () => {
  it('agree with themselves where the same was told twice', () => {
    expect(share(CONVNET_15000_2017.confusion)).toBeCloseTo(CONVNET_15000_2017.accuracy, 4);
    expect(share(FIVE_2017.confusion)).toBeCloseTo(FIVE_2017.accuracy.convnet, 4);
    expect(FIVE_2017.accuracyByEpoch.at(-1)).toBeCloseTo(FIVE_2017.accuracy.convnet, 4);
    expect(FIVE_2017.confusion.flat().reduce((a, b) => a + b, 0)).toBe(FIVE_2017.testDrawings);
    expect(LEARNING_CURVE_2017[3]?.points.at(-1)?.accuracy).toBe(CONVNET_15000_2017.accuracy);
    expect(LEARNING_CURVE_2017[1]?.points[2]?.accuracy).toBe(AT_5000_2017.accuracy.nearest);
  });

  it('are shares, with every variant once', () => {
    for (const [experiment, variants] of Object.entries(SWEEPS_2017)) {
      expect(new Set(variants.map(({ variant }) => variant)).size, experiment).toBe(variants.length);
      for (const { accuracy, variant } of variants) {
        expect(accuracy, `${experiment} ${variant}`).toBeGreaterThan(0.8);
        expect(accuracy, `${experiment} ${variant}`).toBeLessThan(1);
      }
    }
  });
});
