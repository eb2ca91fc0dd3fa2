import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { catsAndSheep } from '../../pipeline/experiments/cats-and-sheep.ts';
import { abridged, planSizes, quick } from '../../pipeline/experiments/experiment.ts';
import { EXPERIMENTS } from '../../pipeline/experiments/index.ts';

test('every declaration is listed under its file name', () => {
  const files = readdirSync(new URL('../../pipeline/experiments/', import.meta.url))
    .map((file) => file.replace(/\.ts$/, ''))
    .filter((name) => !['experiment', 'index'].includes(name));
  expect(Object.keys(EXPERIMENTS).sort()).toEqual(files.sort());
});

test.each([
  [1297, { testPerClass: 297, trainPerClass: [250, 500, 1000] }],
  [123_202, { testPerClass: 7500, trainPerClass: [250, 500, 1000, 2500, 5000, 7500] }],
  [100, { testPerClass: 20, trainPerClass: [20, 40, 80] }],
  [10, { testPerClass: 2, trainPerClass: [2, 4, 8] }],
])('%i drawings a class are split into test set and training sizes', (available, sizes) => {
  expect(planSizes(catsAndSheep, available)).toEqual({ ...sizes, asDeclared: available > 1000 });
});

test('too few drawings are refused', () => {
  expect(() => planSizes(catsAndSheep, 9)).toThrow(
    'cats-and-sheep needs at least 10 drawings of every class, got 9',
  );
});

test('a source too small for every size is trained on with fewer seeds and candidates', () => {
  const { seeds, models } = abridged(catsAndSheep);
  expect(seeds).toEqual([1, 2, 3]);
  expect(models.convnet.search?.candidates).toEqual([15, 30]);
  expect(models.nearest.published?.search?.candidates).toEqual([8, 12, 16]);
  expect(models.forest).toEqual(catsAndSheep.models.forest);
});

test('a quick run takes one seed, one size and the first candidates, and searches nothing', () => {
  const { seeds, trainSizes, models } = quick(catsAndSheep);
  expect([seeds, trainSizes]).toEqual([[1], [500]]);
  expect(models.convnet).toEqual({ hyperparameters: { dropout: 0.2, epochs: 15 } });
  expect(models.nearest.published).toEqual({ hyperparameters: { k: 5, form: 'codes', components: 8 } });
  expect(planSizes(quick(catsAndSheep), 100).trainPerClass).toEqual([80]);
});
