import { expect, test } from 'vitest';
import { networksOf } from '../../pipeline/engine/networksOf.ts';
import { EXPERIMENTS } from '../../pipeline/experiments/index.ts';
import type { ModelId } from '../../src/core/models.ts';

test.each([
  ['cats-and-sheep', ['forest', 'nearest', 'perceptron', 'convnet'], ['perceptron', 'convnet']],
  ['cats-and-sheep', ['forest', 'nearest'], []],
  ['forest-trees', [], []],
  ['convnet-epochs', [], ['convnet']],
] as const)('%s of %j trains %j', (id, models: readonly ModelId[], networks) => {
  const experiment = EXPERIMENTS[id];
  if (experiment === undefined) throw new Error(`no experiment ${id}`);
  expect(networksOf(experiment, models)).toEqual(networks);
});
