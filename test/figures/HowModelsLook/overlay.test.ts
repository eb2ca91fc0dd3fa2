import { describe, expect, it } from 'vitest';
import { compared, overlaid, placeInWords } from '../../../src/figures/HowModelsLook/overlay.ts';

const MINE = [1, 1, 0, 0.4];
const THEIRS = [1, 0, 1, 0];

describe('one drawing over another', () => {
  it('is the lower one alone at 0, the upper one alone at 1, and both between', () => {
    expect(overlaid(MINE, THEIRS, 0)).toEqual({
      below: Float32Array.from(MINE),
      above: new Float32Array(4),
    });
    expect(overlaid(MINE, THEIRS, 1)).toEqual({
      below: new Float32Array(4),
      above: Float32Array.from(THEIRS),
    });
    const { below, above } = overlaid(MINE, THEIRS, 0.5);
    expect(below[0]).toBe(1);
    expect(above[0]).toBeGreaterThan(0.5);
    expect(above[0]).toBeLessThan(1); // so that the lower one shines through
  });

  it('says in words how it stands', () => {
    expect([0, 0.2, 0.5, 0.8, 1].map(placeInWords)).toEqual([
      'yours alone',
      'yours, with some of theirs over it',
      'both, one over the other',
      'theirs, with some of yours under it',
      'theirs alone',
    ]);
  });
});

describe('two drawings compared', () => {
  it('share the squares that both have inked, and are as far apart as school says', () => {
    expect(compared(MINE, THEIRS)).toEqual({
      mine: 2,
      theirs: 2,
      shared: 1,
      distance: Math.sqrt(1 + 1 + 0.4 ** 2),
    });
    expect(compared(MINE, MINE).distance).toBe(0);
  });
});
