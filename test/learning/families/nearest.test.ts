import { describe, expect, it } from 'vitest';
import { nearest } from '../../../src/learning/families/nearest.ts';

describe('what few drawings can bear of the neighbours', () => {
  it.each([
    [2, { k: 2, form: 'codes', components: 1 }],
    [3, { k: 3, form: 'codes', components: 2 }],
    [20, { k: 5, form: 'codes', components: 19 }],
    [128, { k: 5, form: 'codes', components: 24 }],
  ])('with %i drawings is %j', (count, expected) => {
    expect(nearest.withinMeans?.({}, count)).toEqual(expected);
  });

  it('has no components where they are on pixels', () => {
    expect(nearest.withinMeans?.({ form: 'pixels', k: 9, components: 30 }, 4)).toEqual({
      form: 'pixels',
      k: 4,
    });
  });
});

describe('neighbours on pixels', () => {
  const state = {
    family: 'nearest',
    form: 'pixels',
    classes: 2,
    k: 3,
    pixels: new Uint8Array(4 * 784),
    labels: Uint8Array.of(0, 1, 0, 1),
  } as const;

  it('are not published; the same on codes are', () => {
    expect(() => nearest.graph(state)).toThrow(/hold the training drawings/);
    expect(nearest.insteadOf?.(state)).toEqual({ k: 3, form: 'codes' });
    expect(nearest.unpublished?.({ k: 3 })?.hyperparameter).toBe('form');
    expect(nearest.unpublished?.({ k: 3, form: 'pixels' })?.why).toMatch(/form: 'codes'/);
    expect(nearest.unpublished?.({ k: 3, form: 'codes' })).toBeUndefined();
  });

  it('are compared by kernels, and those on codes are not', () => {
    expect(nearest.needsKernels?.({ form: 'pixels' })).toBe(true);
    expect(nearest.needsKernels?.({ form: 'codes' })).toBe(false);
  });
});
