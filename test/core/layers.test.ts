import { describe, expect, it } from 'vitest';
import { convolve, dense, maxPool, relu, softmax } from '../../src/core/layers.ts';

describe('convolve', () => {
  it('slides the kernel without turning it over, adds the bias and cuts at zero', () => {
    const input = { count: 1, side: 3, values: Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9) };
    const { side, values } = convolve(
      input,
      Float32Array.of(1, 0, 0, -1, 0, 0, 0, 1),
      Float32Array.of(5, -6),
      2,
    );
    expect(side).toBe(2);
    expect([...values]).toEqual([1, 1, 1, 1, 0, 0, 2, 3]);
  });

  it('sums over the input maps', () => {
    const input = { count: 2, side: 1, values: Float32Array.of(3, 5) };
    expect([...convolve(input, Float32Array.of(10, 1), Float32Array.of(0), 1).values]).toEqual([35]);
  });
});

describe('maxPool', () => {
  it('keeps the greatest of each patch and drops an odd edge', () => {
    const input = { count: 1, side: 3, values: Float32Array.of(1, 2, 9, 4, 3, 9, 9, 9, 9) };
    expect(maxPool(input)).toEqual({ count: 1, side: 1, values: Float32Array.of(4) });
  });
});

describe('dense, relu and softmax', () => {
  it('multiply, cut at zero, and share out 1', () => {
    expect([
      ...dense(Float32Array.of(1, 2), Float32Array.of(1, 10, 100, 1000), Float32Array.of(5, 0)),
    ]).toEqual([206, 2010]);
    expect([...relu(Float32Array.of(-1, 2))]).toEqual([0, 2]);
    const [a, b] = softmax(Float32Array.of(1000, 1000 + Math.log(3)));
    expect(a).toBeCloseTo(0.25, 4);
    expect(b).toBeCloseTo(0.75, 4);
  });
});
