import { describe, expect, it } from 'vitest';
import { dealExhibits } from '../../src/charts/deal-exhibits.ts';
import { exhibitSet } from '../../src/charts/exhibit-set.ts';
import { createRandom } from '../../src/core/random.ts';
import { fiveResult } from '../fixtures/five-result.ts';

const set = exhibitSet(fiveResult());
const deal = (seed: string) => dealExhibits(set, 10, createRandom(seed));

describe('dealExhibits', () => {
  it('deals the same drawings for the same seed and others for another', () => {
    expect(deal('a')).toEqual(deal('a'));
    expect(deal('a')).not.toEqual(deal('b'));
  });

  it('deals no drawing twice, and none that is blocked', () => {
    const classes = set.classes.map((c) => ({ ...c, blocked: Array.from({ length: 19 }, (_, i) => i) }));
    const dealt = dealExhibits({ ...set, classes }, 10, createRandom('a'));
    expect(dealt).toHaveLength(5);
    expect(dealt.every((e) => e.index === 19)).toBe(true);
    expect(new Set(deal('a').map((e) => `${e.classIndex}-${e.index}`)).size).toBe(10);
  });
});
