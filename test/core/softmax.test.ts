import { expect, it } from 'vitest';
import { softmax } from '../../src/core/softmax.ts';

it('shares out 1, however great the values', () => {
  const [a, b] = softmax(Float32Array.of(1000, 1000 + Math.log(3)));
  expect(a).toBeCloseTo(0.25, 4);
  expect(b).toBeCloseTo(0.75, 4);
});
