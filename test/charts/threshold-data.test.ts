import { describe, expect, it } from 'vitest';
import { countsAt, unpackRoc } from '../../src/charts/operating-points.ts';
import { thresholdData } from '../../src/charts/threshold-data.ts';
import type { ExperimentResult } from '../../src/core/results.ts';

/** The positive class is the second one here, to see that everything is turned round. */
const result = {
  experiment: 'made-up',
  dataset: { classes: [{ name: 'cat' }, { name: 'sheep' }] },
  models: [
    {
      model: 'forest',
      trainDrawings: 10,
      testDrawings: 5,
      roc: [
        {
          positiveClass: 'sheep',
          positives: 3,
          negatives: 2,
          auc: { value: 0.8, low: 0.7, high: 0.9 },
          threshold: [2, 0.9, 0.6, 0.2],
          truePositives: [0, 2, 2, 3],
          falsePositives: [0, 0, 1, 2],
          band: { fpr: [0, 1], low: [0.12345, 1], high: [0.5, 1] },
        },
      ],
      histogram: {
        counts: [
          [1, 1],
          [1, 2],
        ],
      },
      confusion: {
        counts: [
          [1, 1],
          [1, 2],
        ],
        low: [
          [0.2, 0.4],
          [0, 1.6],
        ],
        high: [
          [2, 2.2],
          [2, 3],
        ],
      },
    },
  ],
} as unknown as ExperimentResult;

describe('thresholdData', () => {
  const [model] = thresholdData(result).models;

  it('puts the positive class first in histogram and intervals', () => {
    expect(model?.histogram).toEqual([
      [1, 2],
      [1, 1],
    ]);
    expect(model?.intervals).toEqual([
      [
        [2, 3],
        [0, 2],
      ],
      [
        [0, 2],
        [0, 2],
      ],
    ]);
  });

  it('agrees with the confusion counts at 0.5', () => {
    const points = unpackRoc(model?.roc as NonNullable<typeof model>['roc']);
    expect(countsAt(points, 0.5)).toEqual({
      truePositives: 2,
      falseNegatives: 1,
      falsePositives: 1,
      trueNegatives: 1,
    });
  });

  it('rounds the band to what a drawing can show', () => {
    expect(model?.band.low).toEqual([0.123, 1]);
  });
});
