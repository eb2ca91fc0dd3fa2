import { expect, test } from 'vitest';
import { MODEL_BUDGET, overBudget } from '../../pipeline/engine/modelBudget.ts';
import { EXPERIMENTS } from '../../pipeline/experiments/index.ts';

test('a file within the budget is nothing to tell', () => {
  expect(overBudget([{ model: 'forest', bytes: MODEL_BUDGET, hyperparameters: { trees: 100 } }])).toEqual([]);
});

test('a forest above it says how many of its trees would fit', () => {
  const models = [
    { model: 'convnet', bytes: 240_000, hyperparameters: {} },
    { model: 'forest', bytes: 3_400_000, hyperparameters: { trees: 100, featuresPerSplit: 28 } },
  ] as const;
  const [told, ...more] = overBudget(models);
  expect(more).toEqual([]);
  expect(told).toMatch(
    /^the file of the forest has 3\.4 MB, expected at most 3\.0 MB: .*100 trees, 88 at most/,
  );
  expect(told).toContain('(published: { hyperparameters: { trees: 88, featuresPerSplit: 28 } } in');
  const [trees] = overBudget([{ ...models[1], bytes: 3.4e8 }]);
  expect(trees).toMatch(/raise minSamplesSplit/);
  expect(trees).not.toMatch(/0 at most/);
});

test.each([
  ['nearest', /the file of the neighbours has 9\.0 MB, .*Publish fewer components/],
  ['perceptron', /the file of the perceptron .*fewer maps, hidden layers or units/],
] as const)('another family, %s, has its own advice', (model, message) => {
  expect(overBudget([{ model, bytes: 9e6, hyperparameters: {} }])[0]).toMatch(message);
});

test('the advice is something that a declaration may say', () => {
  const declared = EXPERIMENTS['cats-and-dogs'];
  const plan = declared?.kind === 'comparison' ? declared.models.forest : undefined;
  expect(plan?.published?.hyperparameters).toMatchObject({ trees: 50 });
});
