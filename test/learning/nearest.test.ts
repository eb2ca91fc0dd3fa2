import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/core/random.ts';
import type { Hyperparameters, LabelledDrawings, NearestCodesState } from '../../src/learning/classifier.ts';
import { createNearest, findNeighbors } from '../../src/learning/nearest.ts';
import reference from '../fixtures/nearest.json' with { type: 'json' };
import { bars } from './bars.ts';
import { inkedAt } from './inkedAt.ts';

// Made with scikit-learn 1.2.1 by test/fixtures/nearest.py:
//   KNeighborsClassifier(5, algorithm='brute').fit(X, y)
//   KNeighborsClassifier(5, algorithm='brute', weights='distance').fit(X, y)
//   PCA(4, svd_solver='full').fit(X / 255), the codes and distances with NumPy
const train = inkedAt(reference, 3, 0, reference.trainCount);
const queries = inkedAt(reference, 3, reference.trainCount);

const fitted = async (hyperparameters: Hyperparameters, drawings: LabelledDrawings = train) => {
  const classifier = createNearest(hyperparameters);
  await classifier.fit(drawings, { random: createRandom(1) });
  return classifier;
};

/** Neighbours by the definition, one pixel after the other. */
function bruteForce(drawings: LabelledDrawings, pixels: Uint8Array, k: number) {
  const all = Array.from({ length: drawings.count }, (_, i) => {
    let squares = 0;
    for (let p = 0; p < 784; p++) squares += (pixels[p]! - drawings.pixels[i * 784 + p]!) ** 2;
    return { i, squares };
  });
  return all.sort((a, b) => a.squares - b.squares || a.i - b.i).slice(0, k);
}

describe('neighbours on pixels', () => {
  it('are those of scikit-learn, at the same distances', async () => {
    const { indices, squaredDistances } = findNeighbors((await fitted({})).state(), queries);
    expect(Array.from(indices)).toEqual(reference.indices.flat());
    expect(Array.from(squaredDistances)).toEqual(reference.squaredDistances.flat());
  });

  it('give the probabilities of scikit-learn', async () => {
    const probabilities = await (await fitted({})).predictProba(queries);
    expect(Array.from(probabilities)).toEqual(reference.probabilities.flat().map(Math.fround));
  });

  it('are exact across blocks of drawings', async () => {
    const many = bars(2500, createRandom('many'));
    const some = bars(10, createRandom('some'));
    const found = findNeighbors((await fitted({ k: 7 }, many)).state(), some);
    for (let q = 0; q < some.count; q++) {
      const expected = bruteForce(many, some.pixels.subarray(q * 784, (q + 1) * 784), 7);
      expect(Array.from(found.indices.subarray(q * 7, q * 7 + 7))).toEqual(expected.map(({ i }) => i));
      expect(Array.from(found.squaredDistances.subarray(q * 7, q * 7 + 7))).toEqual(
        expected.map(({ squares }) => squares),
      );
    }
  });

  it('prefer the earlier of two equally near drawings, also across blocks', async () => {
    const count = 1200;
    const pixels = new Uint8Array(count * 784).fill(9);
    for (const twin of [3, 500, 1100, 1150]) pixels.fill(0, twin * 784, twin * 784 + 784);
    const labels = Uint8Array.from({ length: count }, (_, i) => i % 2);
    const state = (await fitted({ k: 6 }, { count, pixels, labels, classes: ['a', 'b'] })).state();
    const { indices } = findNeighbors(state, { count: 1, pixels: new Uint8Array(784) });
    expect(Array.from(indices)).toEqual([3, 500, 1100, 1150, 0, 1]);
  });

  it('hold the greatest distance there is, from blank to black', async () => {
    const pixels = new Uint8Array(2 * 784).fill(255);
    const state = (
      await fitted({ k: 1 }, { count: 2, pixels, labels: Uint8Array.of(0, 1), classes: ['a', 'b'] })
    ).state();
    const { squaredDistances } = findNeighbors(state, { count: 1, pixels: new Uint8Array(784) });
    expect(squaredDistances[0]).toBe(784 * 255 ** 2);
  });
});

describe('neighbours weighted by distance', () => {
  it('give the probabilities of scikit-learn, also to a drawing that they have learnt', async () => {
    const classifier = await fitted({ weights: 'distance' });
    const learnt = inkedAt(reference, 3, 0, 1);
    const probabilities = [
      ...(await classifier.predictProba(queries)),
      ...(await classifier.predictProba(learnt)),
    ];
    reference.weightedProbabilities.flat().forEach((expected, i) => {
      expect(probabilities[i]).toBeCloseTo(expected, 6);
    });
    expect(probabilities).toHaveLength(reference.weightedProbabilities.flat().length);
  });

  it('share the probability among neighbours at distance 0, and give the others none', async () => {
    const pixels = new Uint8Array(4 * 784);
    pixels.fill(1, 3 * 784);
    const labels = Uint8Array.of(0, 1, 1, 2);
    const classifier = await fitted(
      { k: 4, weights: 'distance' },
      { count: 4, pixels, labels, classes: ['a', 'b', 'c'] },
    );
    const probabilities = await classifier.predictProba({ count: 1, pixels: new Uint8Array(784) });
    expect(Array.from(probabilities)).toEqual([1 / 3, 2 / 3, 0].map(Math.fround));
  });

  it('are the default’s neighbours', async () => {
    const uniform = (await fitted({})).state();
    expect(uniform).not.toHaveProperty('weights');
    const weighted = (await fitted({ weights: 'distance' })).state();
    expect(weighted).toMatchObject({ weights: 'distance' });
    expect(findNeighbors(weighted, queries)).toEqual(findNeighbors(uniform, queries));
  });
});

describe('neighbours on codes', () => {
  const codes = async () => (await fitted({ form: 'codes', components: 4 })).state() as NearestCodesState;

  it('store the codes of scikit-learn’s principal components', async () => {
    const state = await codes();
    expect(state.scale).toBeCloseTo(reference.scale, 7);
    expect(Array.from(state.codes)).toEqual(reference.codes.flat());
    reference.pixels.forEach((pixel, at) => {
      for (let c = 0; c < 4; c++)
        expect(state.components[pixel * 4 + c]).toBeCloseTo(reference.components[at]![c]!, 6);
    });
  });

  it('are those between exact queries and stored codes', async () => {
    const { indices, squaredDistances } = findNeighbors(await codes(), queries);
    expect(Array.from(indices)).toEqual(reference.codeIndices.flat());
    reference.codeSquaredDistances.flat().forEach((expected, i) => {
      expect(squaredDistances[i]).toBeCloseTo(expected, 5);
    });
  });

  it('use the whole range of a signed byte, alike on both sides', async () => {
    const magnitudes = Array.from((await codes()).codes, Math.abs);
    expect(Math.max(...magnitudes)).toBe(127);
  });

  it('find the pixel neighbours again when no component is left out', async () => {
    const drawings = bars(60, createRandom('few'));
    const pixels = findNeighbors((await fitted({ k: 1 }, drawings)).state(), drawings);
    const all = findNeighbors(
      (await fitted({ k: 1, form: 'codes', components: 60 }, drawings)).state(),
      drawings,
    );
    expect(all.indices).toEqual(pixels.indices);
  });

  it('refuse more components than there are drawings', async () => {
    await expect(fitted({ form: 'codes', components: 71 })).rejects.toThrow(/from 1 to 70, got 71/);
  });

  it('cope with drawings that are all alike', async () => {
    const same = {
      count: 6,
      pixels: new Uint8Array(6 * 784).fill(7),
      labels: Uint8Array.of(0, 1, 0, 1, 1, 1),
    };
    const classifier = await fitted({ form: 'codes', components: 3 }, { ...same, classes: ['a', 'b'] });
    const probabilities = await classifier.predictProba({ count: 1, pixels: new Uint8Array(784) });
    expect(Array.from(probabilities)).toEqual([0.4, 0.6].map(Math.fround));
  });
});

describe('nearest hyperparameters', () => {
  it.each([
    [{ k: 0 }, /k must be a whole number from 1 up, got 0/],
    [{ weights: 'squared' }, /weights must be "uniform" or "distance", got "squared"/],
    [{ form: 'codes', weights: 'distance' }, /published with uniform weights.*got "distance"/],
    [{ form: 'strokes' }, /form must be "pixels" or "codes", got "strokes"/],
    [{ form: 'pixels', components: 8 }, /no hyperparameter "components"/],
    [{ form: 'codes', components: 0 }, /components must be a whole number from 1 to 784, got 0/],
  ])('refuses %j', (hyperparameters, message) => {
    expect(() => createNearest(hyperparameters)).toThrow(message);
  });

  it('refuses more neighbours than there are drawings', async () => {
    await expect(fitted({ k: 71 })).rejects.toThrow(/71 neighbours need as many training drawings, got 70/);
  });
});
