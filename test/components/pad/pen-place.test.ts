import { describe, expect, it } from 'vitest';
import { penPlace } from '../../../src/components/pad/pen-place.ts';

describe('penPlace', () => {
  it.each([
    [500, 500, '50 across, 50 down'],
    [525, 0, '53 across, 0 down, at the top edge'],
    [0, 300, '0 across, 30 down, at the left edge'],
    [1000, 1000, '100 across, 100 down, at the bottom right corner'],
  ])('says of (%i, %i): %s', (x, y, words) => {
    expect(penPlace({ x, y })).toBe(words);
  });
});
