import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { catsAndSheep } from '../../pipeline/experiments/cats-and-sheep.ts';
import { planSizes } from '../../pipeline/experiments/experiment.ts';
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
  expect(planSizes(catsAndSheep, available)).toEqual(sizes);
});

test('too few drawings are refused', () => {
  expect(() => planSizes(catsAndSheep, 9)).toThrow(
    'cats-and-sheep needs at least 10 drawings of every class, got 9',
  );
});
