import { expect, test } from 'vitest';
import { keyOfRun } from '../../pipeline/engine/runOne.ts';
import type { Experiment } from '../../pipeline/experiments/experiment.ts';
import { EXPERIMENTS } from '../../pipeline/experiments/index.ts';
import { MODEL_IDS } from '../../src/core/models.ts';

/** What of the drawings names a run. */
const drawings = { dataset: {}, exhibits: [], exhibitSums: [] } as never;

test('a run with other kernels is another run, where it trains networks', () => {
  const keys = (id: string) =>
    (['relaxed', 'simd'] as const).map((kernels) =>
      keyOfRun(EXPERIMENTS[id] as Experiment, drawings, { models: MODEL_IDS, kernels }),
    );
  const [relaxed, simd] = keys('convnet-epochs');
  expect(relaxed).not.toBe(simd);
  const [either, other] = keys('forest-trees');
  expect(either).toBe(other);
});
