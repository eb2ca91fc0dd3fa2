import { describe, expect, it } from 'vitest';
import { unitPictures } from '../../../../src/activities/draw/evidence/unit-pictures.ts';

describe('unitPictures', () => {
  it('takes the column of a unit, once, with the scale of its own', () => {
    const weights = Float32Array.from({ length: 784 * 3 }, (_, i) => (i % 3 === 1 ? -4 : 7));
    const pictureOf = unitPictures({
      kind: 'dense',
      inputs: 784,
      outputs: 3,
      weights,
      bias: new Float32Array(3),
    });
    const picture = pictureOf(1);
    expect(new Set(picture.weights)).toEqual(new Set([-4]));
    expect(picture.smooth).toHaveLength(784);
    expect(picture.greatest).toBeCloseTo(4);
    expect(pictureOf(1)).toBe(picture);
    expect(pictureOf(2).greatest).toBeCloseTo(7);
  });
});
