import { describe, expect, it } from 'vitest';
import { blurred } from '../../../src/figures/HowModelsLook/blurred.ts';

describe('a blurred picture', () => {
  it('leaves an even one as it is, to its edges', () => {
    expect(blurred(new Float32Array(784).fill(0.5))).toEqual(new Float32Array(784).fill(0.5));
  });

  it('spreads a single square over its neighbours, a quarter of it where it was', () => {
    const picture = new Float32Array(784);
    picture[28 * 10 + 10] = 16;
    const soft = blurred(picture);
    expect([soft[28 * 10 + 10], soft[28 * 10 + 11], soft[28 * 11 + 11], soft[28 * 10 + 12]]).toEqual([
      4, 2, 1, 0,
    ]);
  });
});
