import { expect, test } from 'vitest';
import { describePlan, type ExperimentPlan } from '../../pipeline/engine/tellPlan.ts';

const plan: ExperimentPlan = {
  experiment: 'cats-and-sheep',
  fits: 3,
  cached: 1,
  toMake: [{ model: 'convnet', fits: 2, seconds: 40 }],
  seconds: 20,
  upToDate: false,
  downloadBytes: 0,
  memoryBytes: 6e8,
};

test('a plan in words names the kernels that its networks would be trained with', () => {
  expect(describePlan({ ...plan, kernels: 'simd' })).toMatch(
    /^cats-and-sheep: 2 of 3 fits to make \(2 convnet\).* with the simd kernels$/,
  );
  expect(describePlan(plan)).not.toMatch(/kernels/);
});

test('what comes after the fits is told beside them, and alone where all of them are in the cache', () => {
  const after = { ...plan, seconds: 25, evaluateSeconds: 5 };
  expect(describePlan(after)).toContain('(2 convnet), about 25.0 s, 5.0 s of it evaluation and export');
  expect(describePlan({ ...after, cached: 3, toMake: [], seconds: 5 })).toContain(
    'all 3 fits are in the cache, about 5.0 s of evaluation and export',
  );
});

test('a plan of a shard tells what the shard makes, and the whole', () => {
  expect(describePlan({ ...plan, share: { index: 1, of: 3, fits: 1, seconds: 7 } })).toContain(
    '2 of 3 fits to make (2 convnet), about 20.0 s; of these shard 1/3 makes 1, about 7.0 s',
  );
});
