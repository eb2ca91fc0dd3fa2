import { describe, expect, it } from 'vitest';
import { convolve } from '../../../src/core/evidence/convolve.ts';
import type { ConvLayer, Values } from '../../../src/core/evidence/layers.ts';
import { createRandom } from '../../../src/core/random.ts';
import {
  brightest,
  loudest,
  movedSpot,
  pooledAt,
  strongestAt,
  windowSum,
} from '../../../src/figures/HowModelsLook/window-sum.ts';

const random = createRandom('window');
const floats = (length: number) => Float32Array.from({ length }, () => random.next() * 2 - 1);
const LAYER: ConvLayer = {
  kind: 'conv',
  inputs: 1,
  outputs: 3,
  size: 5,
  padding: 0,
  kernel: floats(75),
  bias: floats(3),
};
const PICTURE: Values = { count: 1, side: 28, values: floats(784).map(Math.abs) };
const maps = (side: number, ...rows: number[][]): Values => ({
  count: rows.length,
  side,
  values: Float32Array.from(rows.flat()),
});

describe('the sum of a window', () => {
  it('is what the convolution answers there, in every corner', () => {
    const convolved = convolve(PICTURE, LAYER);
    for (const [pattern, x, y] of [
      [0, 0, 0],
      [1, 23, 0],
      [2, 7, 23],
    ] as const) {
      const found = windowSum(PICTURE, LAYER, pattern, x, y);
      const there = convolved.values[(pattern * 24 + y) * 24 + x] ?? Number.NaN;
      expect(found.sum + found.bias).toBeCloseTo(there, 5);
      expect(found.answer).toBeCloseTo(Math.max(0, there), 5);
      expect(found.products).toHaveLength(25);
      expect(found.products[7]).toBe((found.ink[7] ?? 0) * (found.weights[7] ?? 0));
    }
  });

  it('is none outside the picture, of no pattern and over many maps', () => {
    expect(() => windowSum(PICTURE, LAYER, 0, 24, 0)).toThrow('places are 0 to 23');
    expect(() => windowSum(PICTURE, LAYER, 3, 0, 0)).toThrow('no window of pattern 3');
    expect(() => windowSum({ ...PICTURE, count: 2 }, { ...LAYER, inputs: 2 }, 0, 0, 0)).toThrow(
      'no single sum',
    );
  });
});

describe('pooling', () => {
  const map = maps(4, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15], new Array(16).fill(0));

  it('keeps the strongest of the four among which a place stands', () => {
    expect(pooledAt(map, 0, 3, 1)).toEqual({ x: 1, y: 0, values: [2, 3, 6, 7], kept: 3 });
    expect(pooledAt(map, 1, 0, 0)?.kept).toBe(0);
  });

  it('leaves out a last row or column that is alone', () => {
    expect(pooledAt(maps(3, [1, 2, 3, 4, 5, 6, 7, 8, 9]), 0, 2, 0)).toBeNull();
  });
});

describe('what stands out', () => {
  const two = maps(2, [0, 5, 1, 5], [9, 1, 0, 0]);

  it('in a map is its first brightest place', () => {
    expect(brightest(two, 0)).toEqual({ x: 1, y: 0 });
  });
  it('in a place is the map that is greatest there', () => {
    expect(strongestAt(two, 0, 0)).toEqual({ map: 1, value: 9 });
    expect(strongestAt(two, 1, 1)).toEqual({ map: 0, value: 5 });
  });
  it('among maps is the one that lights up most in all its places', () => {
    expect(loudest(two)).toBe(0);
  });
});

describe('a spot', () => {
  it.each([
    ['ArrowRight', { x: 5, y: 4 }],
    ['ArrowLeft', { x: 3, y: 4 }],
    ['ArrowDown', { x: 4, y: 5 }],
    ['ArrowUp', { x: 4, y: 3 }],
    ['Enter', null],
  ])('moves with the arrow keys: %s', (key, to) => {
    expect(movedSpot(key, { x: 4, y: 4 }, 23)).toEqual(to);
  });

  it('stops at the edges, in strides too', () => {
    expect(movedSpot('ArrowRight', { x: 21, y: 4 }, 23, 5)).toEqual({ x: 23, y: 4 });
    expect(movedSpot('ArrowUp', { x: 21, y: 0 }, 23)).toEqual({ x: 21, y: 0 });
  });
});
