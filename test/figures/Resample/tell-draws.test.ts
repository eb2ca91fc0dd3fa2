import { describe, expect, it } from 'vitest';
import { ENOUGH_DOTS, tellDraws } from '../../../src/figures/Resample/tell-draws.ts';

const tell = (counts: readonly number[], fresh: number) =>
  tellDraws({ counts, fresh, of: 200, low: 0.875, high: 0.93 });
const rising = (length: number) => Array.from({ length }, (_, i) => 180 + (i % 10));

describe('drawn test sets in words', () => {
  it('say how many drawings of one were right, and how many dots are missing', () => {
    expect(tell([170, 181], 1)).toBe(
      'Test set 2: 181 of 200 right, 90.5\u202f%. 18 more dots, and there is a whisker.',
    );
    expect(tell(rising(19), 1)).toContain('One more dot, and');
  });

  it('say the range of many, and put their whisker beside that of the results', () => {
    expect(tell([100, ...rising(20)], 20)).toBe(
      'Test sets 2 to 21: from 90.0\u202f% to 94.5\u202f% right. The middle 95\u202f% of the 21 dots go from 70.0 to 94.5; the interval in the results goes from 87.5 to 93.0.',
    );
  });

  it('say when it is enough', () => {
    expect(tell(rising(ENOUGH_DOTS - 1), 1)).not.toContain('enough');
    expect(tell(rising(ENOUGH_DOTS), 20)).toContain('That is enough');
  });
});
