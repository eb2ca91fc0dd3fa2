import { expect, test } from 'vitest';
import { meanOverFolds } from '../../src/core/mean-over-folds.ts';
import { tInterval } from '../../src/core/statistics.ts';
import { studentInterval } from '../../src/core/student-estimate.ts';

test('is one and a half times as wide over five folds as if these were independent', () => {
  const values = [0.74, 0.75, 0.71, 0.76, 0.74];
  const plain = tInterval(values);
  const { value, low, high } = studentInterval(meanOverFolds(values));
  expect(value).toBeCloseTo(plain.value, 12);
  expect((high - low) / (plain.high - plain.low)).toBeCloseTo(Math.sqrt((1 / 5 + 1 / 4) * 5), 10);
});

test('needs two folds', () => {
  expect(() => meanOverFolds([0.9])).toThrow('a mean over 1 folds, expected at least two');
});
