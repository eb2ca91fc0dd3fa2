import { expect, test } from 'vitest';
import { secondsPerUnit, workOf } from '../../pipeline/engine/speed.ts';
import { FAMILIES } from '../../src/learning/families.ts';

test('work grows with what a fit takes', () => {
  expect(workOf('convnet', { epochs: 40 }, 100, 0)).toBe(2 * workOf('convnet', {}, 100, 0));
  expect(workOf('forest', { trees: 200 }, 100, 0)).toBe(2 * workOf('forest', {}, 100, 0));
  expect(workOf('perceptron', { refit: true }, 100, 0)).toBe(2 * workOf('perceptron', {}, 100, 0));
  expect(workOf('nearest', {}, 100, 199)).toBe(20_000);
});

test('speed is that of the family’s finished fits, and the default where there are none', () => {
  const done = [
    { model: 'forest', work: 10, seconds: 1 },
    { model: 'forest', work: 30, seconds: 7 },
    { model: 'convnet', work: 1, seconds: 100 },
  ] as const;
  expect(secondsPerUnit('forest', done)).toBe(0.2);
  expect(secondsPerUnit('nearest', done)).toBeCloseTo(FAMILIES.nearest.cost.secondsPerMillion / 1e6, 12);
});

test('a slower machine takes longer for networks that it has not fitted yet, and for those alone', () => {
  const done = [{ model: 'convnet', work: 10, seconds: 2 }] as const;
  const usual = secondsPerUnit('perceptron', done);
  expect(secondsPerUnit('perceptron', done, 3)).toBeCloseTo(3 * usual, 12);
  expect(secondsPerUnit('forest', done, 3)).toBe(secondsPerUnit('forest', done));
  expect(secondsPerUnit('convnet', done, 3)).toBe(0.2);
});
