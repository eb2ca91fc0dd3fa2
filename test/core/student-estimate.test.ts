import { expect, test } from 'vitest';
import { tInterval } from '../../src/core/statistics.ts';
import { shareInterval, studentInterval, studentPValue } from '../../src/core/student-estimate.ts';

const VALUES = [0.91, 0.93, 0.9, 0.94, 0.92];
const mean = 0.92;
const standardError = Math.sqrt(VALUES.reduce((sum, v) => sum + (v - mean) ** 2, 0) / 4 / 5);

test('the interval of a plain mean is the t interval', () => {
  const { low, high } = studentInterval({ value: mean, standardError, degrees: 4 });
  const plain = tInterval(VALUES);
  expect(low).toBeCloseTo(plain.low, 12);
  expect(high).toBeCloseTo(plain.high, 12);
});

test('the p-value is that of the t distribution, as scipy gives it', () => {
  // scipy.stats.t.sf(t, df) * 2
  expect(studentPValue({ value: 2, standardError: 1, degrees: 4 })).toBeCloseTo(0.11611652351681556, 10);
  expect(studentPValue({ value: -2, standardError: 1, degrees: 4.9 })).toBeCloseTo(0.11611652351681556, 10);
  expect(studentPValue({ value: 3, standardError: 1, degrees: 30 })).toBeCloseTo(0.005391, 5);
  expect(studentPValue({ value: 0, standardError: 1, degrees: 4 })).toBe(1);
});

test('the p-value is 0.05 where the interval begins at zero', () => {
  const estimate = { value: 1, standardError: 0.3, degrees: 7 };
  const { low } = studentInterval(estimate);
  expect(studentPValue({ ...estimate, value: 1 - low })).toBeCloseTo(0.05, 10);
});

test('without an error nothing is claimed, and a share stays within 0 and 1', () => {
  expect(studentInterval({ value: 0.3, standardError: 0, degrees: 1 })).toEqual({
    value: 0.3,
    low: 0.3,
    high: 0.3,
  });
  expect(studentPValue({ value: 0.3, standardError: 0, degrees: 1 })).toBe(1);
  const { low, high } = shareInterval({ value: 0.98, standardError: 0.02, degrees: 4 });
  expect([low < 0.98, high]).toEqual([true, 1]);
});
