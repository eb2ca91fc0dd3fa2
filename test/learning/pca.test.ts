import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/core/random.ts';
import { principalComponents } from '../../src/learning/pca.ts';
import reference from '../fixtures/nearest.json' with { type: 'json' };
import { bars } from './bars.ts';
import { inkedAt } from './inkedAt.ts';

const train = inkedAt(reference, 3, 0, reference.trainCount);

/** Dot products of all pairs of components. [d, d] */
function gram(components: Float64Array, d: number): number[][] {
  return Array.from({ length: d }, (_, a) =>
    Array.from({ length: d }, (_, b) => {
      let dot = 0;
      for (let p = 0; p < 784; p++) dot += components[p * d + a]! * components[p * d + b]!;
      return dot;
    }),
  );
}

describe('principalComponents', () => {
  it('finds the components and variances of scikit-learn', () => {
    // PCA(4, svd_solver='full').fit(X / 255), see test/fixtures/nearest.py
    const { components, variances, totalVariance } = principalComponents(train, 4, createRandom(1));
    reference.pixels.forEach((pixel, at) => {
      for (let c = 0; c < 4; c++)
        expect(components[pixel * 4 + c]).toBeCloseTo(reference.components[at]![c]!, 8);
    });
    reference.variances.forEach((variance, c) => {
      expect(variances[c]).toBeCloseTo(variance, 10);
    });
    expect(totalVariance).toBeCloseTo(reference.totalVariance, 10);
  });

  it('gives unit vectors at right angles, by falling variance, also beyond the rank of the drawings', () => {
    const few = bars(12, createRandom('few'));
    const { components, variances } = principalComponents(few, 12, createRandom(1)); // rank 11
    gram(components, 12).forEach((row, a) => {
      row.forEach((dot, b) => {
        expect(dot).toBeCloseTo(a === b ? 1 : 0, 10);
      });
    });
    expect(Array.from(variances)).toEqual(Array.from(variances).sort((a, b) => b - a));
    expect(variances[11]).toBeCloseTo(0, 10);
    expect(variances[10]).toBeGreaterThan(0.01);
  });

  it('turns the largest entry of every component positive', () => {
    const { components } = principalComponents(train, 4, createRandom(3));
    for (let c = 0; c < 4; c++) {
      const entries = Array.from({ length: 784 }, (_, p) => components[p * 4 + c]!);
      expect(entries.reduce((most, e) => (Math.abs(e) > Math.abs(most) ? e : most))).toBeGreaterThan(0);
    }
  });

  it('depends on the seed by rounding errors only', () => {
    const [one, two] = [1, 2].map((seed) => principalComponents(train, 4, createRandom(seed)));
    one!.components.forEach((value, i) => {
      expect(value).toBeCloseTo(two!.components[i]!, 8);
    });
  });

  it('refuses a number of components out of range', () => {
    expect(() => principalComponents(train, 0, createRandom(1))).toThrow(RangeError);
    expect(() => principalComponents(train, 71, createRandom(1))).toThrow(/from 1 to 70, got 71/);
  });
});
