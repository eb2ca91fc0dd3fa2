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
