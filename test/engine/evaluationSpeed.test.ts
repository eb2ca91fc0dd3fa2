import { expect, test } from 'vitest';
import { officialClasses } from '../../pipeline/dataset/classes.ts';
import { evaluationFactor, evaluationSeconds } from '../../pipeline/engine/evaluationSpeed.ts';
import { catsAndSheep } from '../../pipeline/experiments/cats-and-sheep.ts';
import { forestTrees } from '../../pipeline/experiments/forest-trees.ts';
import { MODEL_IDS } from '../../src/core/models.ts';

const of = (classes: number, testPerClass: number, toPaint = 0) => ({
  experiment: { ...catsAndSheep, classes: officialClasses().slice(0, classes) },
  models: MODEL_IDS,
  sizes: { testPerClass },
  shown: 100 * classes,
  toPaint,
});

/** Seconds of processor time of `cats-and-sheep --quick`, evaluation, export and writing, and of painting. */
test.each([
  [2, 1047, 0, 4.5],
  [10, 349, 0, 9.9],
  [50, 200, 0, 20.8],
  [50, 200, 5000, 25],
])(
  '%i classes, %i test drawings of each and %i to paint: as measured, to a factor of 1.5',
  (k, each, paint, seconds) => {
    const told = evaluationSeconds(of(k, each, paint));
    expect(told).toBeGreaterThan(seconds / 1.5);
    expect(told).toBeLessThan(seconds * 1.5);
  },
);

test('fewer models take less, a slower machine more, and a sweep hardly anything', () => {
  const all = evaluationSeconds(of(10, 300));
  expect(evaluationSeconds({ ...of(10, 300), models: ['forest'] })).toBeLessThan(all / 3);
  expect(evaluationSeconds(of(10, 300), 2)).toBeCloseTo(2 * all);
  const sweep = { ...of(2, 300), experiment: { ...forestTrees, measureTest: true } };
  expect(evaluationSeconds(sweep)).toBeGreaterThan(0);
  expect(evaluationSeconds(sweep)).toBeLessThan(all / 4);
});

test('how slow the machine is now is measured once', () => {
  const factor = evaluationFactor();
  expect(factor).toBeGreaterThan(0.05);
  expect(evaluationFactor()).toBe(factor);
});
