import { expect, it } from 'vitest';
import { signed } from '../../../src/figures/HowModelsLook/signed.ts';

it.each([
  [0.844, '0.84'],
  [-0.306, '−0.31'],
  [-0.001, '0.00'],
  [12, '12.00'],
])('a number of a sum has two digits and a true minus: %d', (value, says) => {
  expect(signed(value)).toBe(says);
});
