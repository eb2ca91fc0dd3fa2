import { describe, expect, it } from 'vitest';
import { clearestExhibit } from '../../../src/figures/HowModelsLook/clearest-exhibit.ts';
import { smallResult } from '../../fixtures/small-result.ts';

describe('clearestExhibit', () => {
  it('is the drawing of which the least convinced model is surest', () => {
    expect(clearestExhibit(smallResult(), 'sheep')).toBe(0); // 0.7 against 0.4
    const result = smallResult();
    const forest = result.models[0];
    if (forest)
      forest.exhibits = {
        ...forest.exhibits,
        sheep: [
          [0.9, 0.1],
          [0.6, 0.4],
        ],
      };
    expect(clearestExhibit(result, 'sheep')).toBe(1); // one model doubts the first: 0.1 against 0.4
  });

  it('is never a blocked one', () => {
    const result = smallResult();
    const exhibits = result.exhibits.map((exhibit) => ({
      ...exhibit,
      blocked: exhibit.class === 'cat' ? [0] : [],
    }));
    expect(clearestExhibit({ ...result, exhibits }, 'cat')).toBe(1);
  });

  it('refuses a class that the results do not have', () => {
    expect(() => clearestExhibit(smallResult(), 'dog')).toThrow('exhibit no dog');
  });
});
