import { describe, expect, it } from 'vitest';
import { countSteps, freeStepDown, freeStepUp, roundThreshold } from '../../src/core/free-step.ts';

/** Nothing, then cats and sheep by falling score: cat, cat, sheep, sheep, cat, and a cat and a sheep at once. */
const stairs = {
  threshold: [Number.POSITIVE_INFINITY, 0.97, 0.9, 0.72, 0.61, 0.4449, 0.2],
  truePositives: [0, 1, 2, 2, 2, 3, 4],
  falsePositives: [0, 0, 0, 1, 2, 2, 3],
};

describe('a free step', () => {
  it('goes down past cats, until a sheep would come in', () => {
    expect(freeStepDown(stairs, 0)).toEqual({ index: 2, gained: 2 });
    expect(freeStepDown(stairs, 1)).toEqual({ index: 2, gained: 1 });
    expect(freeStepDown(stairs, 2)).toBeNull();
    expect(freeStepDown(stairs, 4)).toEqual({ index: 5, gained: 1 });
    expect(freeStepDown(stairs, 6)).toBeNull();
  });

  it('goes up past sheep, until a cat would be missed', () => {
    expect(freeStepUp(stairs, 4)).toEqual({ index: 2, gained: 2 });
    expect(freeStepUp(stairs, 3)).toEqual({ index: 2, gained: 1 });
    expect(freeStepUp(stairs, 2)).toBeNull();
    expect(freeStepUp(stairs, 5)).toBeNull();
    expect(freeStepUp(stairs, 0)).toBeNull();
  });
});

it('countSteps tells the steps that move one count alone', () => {
  expect(countSteps(stairs)).toEqual({ all: 6, single: 5 });
});

it('roundThreshold selects the point with as few decimals as will do', () => {
  expect([0, 1, 2, 3, 5, 6].map((index) => roundThreshold(stairs, index))).toEqual([
    1, 0.97, 0.9, 0.7, 0.4, 0.2,
  ]);
  const close = { ...stairs, threshold: [0.50009, 0.50003] };
  expect(roundThreshold(close, 0)).toBeCloseTo(0.50009, 9);
});
