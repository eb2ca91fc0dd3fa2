import { describe, expect, it } from 'vitest';
import { withinMeans } from '../../../../src/activities/train/worker/small-sets.ts';

describe('what a small training set can bear', () => {
  it.each([
    [2, { k: 2, form: 'codes', components: 1 }],
    [3, { k: 3, form: 'codes', components: 2 }],
    [20, { k: 5, form: 'codes', components: 19 }],
    [128, { k: 5, form: 'codes', components: 24 }],
  ])('with %i drawings is %j', (count, expected) => {
    expect(withinMeans('nearest', {}, count)).toEqual(expected);
  });

  it('leaves neighbours on pixels without components', () => {
    expect(withinMeans('nearest', { form: 'pixels', k: 9, components: 30 }, 4)).toEqual({
      form: 'pixels',
      k: 4,
    });
  });

  it('is everything, of the other families', () => {
    expect(withinMeans('forest', { trees: 300 }, 2)).toEqual({ trees: 300 });
  });
});
