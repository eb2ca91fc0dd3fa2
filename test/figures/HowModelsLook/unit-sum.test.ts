import { describe, expect, it } from 'vitest';
import type { DenseLayer } from '../../../src/core/evidence/layers.ts';
import { barsAround, hardest, passedOn, unitSum } from '../../../src/figures/HowModelsLook/unit-sum.ts';

/** Three inputs, two units. */
const LAYER: DenseLayer = {
  kind: 'dense',
  inputs: 3,
  outputs: 2,
  weights: Float32Array.from([1, -1, 2, -2, -4, 0.5]),
  bias: Float32Array.from([0.5, -1]),
};

describe('the sum of a unit', () => {
  it('adds what it likes, what it minds and its own start', () => {
    const found = unitSum([1, 0.5, 0.25], LAYER, 0);
    expect(found).toEqual({
      weights: Float32Array.from([1, 2, -4]),
      products: Float32Array.from([1, 1, -1]),
      liked: 2,
      minded: -1,
      bias: 0.5,
      answer: 1.5,
    });
  });

  it('is nothing where it is below zero', () => {
    expect(unitSum([1, 1, 0], LAYER, 1).answer).toBe(0);
  });

  it('goes on to every unit of the next layer by its weight', () => {
    expect(passedOn(2, LAYER, 1)).toEqual(Float32Array.from([4, -4]));
  });
});

describe('the units that push hardest', () => {
  it('come first, whichever way they push', () => {
    expect(hardest([0.1, -3, 2, -0.5], 3)).toEqual([1, 2, 3]);
  });
});

describe('bars around a middle line', () => {
  it('rise and fall by their share of the greatest', () => {
    expect(barsAround(Float32Array.from([2, 0, -1]), 20)).toBe('M0 10v-10h1v10.00zM2 10v5h1v-5.00z');
  });
});
