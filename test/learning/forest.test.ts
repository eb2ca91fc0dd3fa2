import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/core/random.ts';
import type { LabelledDrawings } from '../../src/learning/classifier.ts';
import { createForest } from '../../src/learning/forest.ts';
import reference from '../fixtures/tree.json' with { type: 'json' };
import { bars } from './bars.ts';
import { inkedAt } from './inkedAt.ts';

// Made with scikit-learn 1.2.1 by test/fixtures/tree.py:
//   DecisionTreeClassifier(min_samples_split=12).fit(X, y)
//   RandomForestClassifier(3, bootstrap=False, max_features=784, min_samples_split=12).fit(X, y)
const made: LabelledDrawings = inkedAt(reference, 3);
const asReference = { trees: 3, bootstrap: false, featuresPerSplit: 784, minSamplesSplit: 12 };

describe('a forest on all pixels and all drawings, against scikit-learn', () => {
  it('grows the same tree, node by node, whatever the seed', async () => {
    for (const seed of [1, 2]) {
      const forest = createForest(asReference);
      await forest.fit(made, { random: createRandom(seed) });
      for (const tree of forest.state().trees) {
        expect(Array.from(tree.feature)).toEqual(reference.feature);
        expect(Array.from(tree.threshold)).toEqual(reference.threshold);
        expect(Array.from(tree.left)).toEqual(reference.left);
        expect(Array.from(tree.right)).toEqual(reference.right);
        expect(Array.from(tree.shares)).toEqual(reference.shares.flat().map(Math.fround));
      }
    }
  });

  it('gives the same probabilities', async () => {
    const forest = createForest(asReference);
    await forest.fit(made, { random: createRandom(1) });
    const probabilities = await forest.predictProba(made);
    reference.probabilities.flat().forEach((expected, i) => {
      expect(probabilities[i]).toBeCloseTo(expected, 6);
    });
  });

  it('gives the same importances, and no out-of-bag accuracy, since no drawing is left out', async () => {
    const report = await createForest(asReference).fit(made, { random: createRandom(1) });
    reference.pixels.forEach((pixel, i) => {
      expect(report.importances![pixel]).toBeCloseTo(reference.importances[i]!, 12);
    });
    expect(report.importances!.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
    expect(report).not.toHaveProperty('outOfBagAccuracy');
  });
});

describe('a forest on bootstrap samples', () => {
  const train = bars(300, createRandom('train'), 3);
  const fit = async (hyperparameters: object, seed: number, drawings = train) => {
    const forest = createForest({ trees: 40, ...hyperparameters });
    const report = await forest.fit(drawings, { random: createRandom(seed) });
    return { forest, report, trees: forest.state().trees };
  };

  it('grows every tree until its leaves are pure', async () => {
    const { trees } = await fit({}, 1);
    for (const { feature, shares } of trees)
      feature.forEach((pixel, node) => {
        if (pixel < 0) expect(Math.max(...shares.subarray(node * 3, node * 3 + 3))).toBe(1);
      });
  });

  it('numbers nodes in preorder, with the children behind their parent', async () => {
    const { trees } = await fit({}, 1);
    for (const { feature, left, right } of trees) {
      let next = 0;
      const walk = (node: number): void => {
        expect(node).toBe(next++);
        if (feature[node]! < 0) {
          expect([left[node], right[node]]).toEqual([-1, -1]);
          return;
        }
        walk(left[node]!);
        walk(right[node]!);
      };
      walk(0);
      expect(next).toBe(feature.length);
    }
  });

  it('estimates by the drawings left out how well it does on unseen ones', async () => {
    const { forest, report } = await fit({}, 1);
    const unseen = bars(600, createRandom('unseen'), 3);
    const probabilities = await forest.predictProba(unseen);
    const right = unseen.labels.filter((label, i) => {
      const row = probabilities.subarray(3 * i, 3 * i + 3);
      return row.indexOf(Math.max(...row)) === label;
    });
    expect(Math.abs(report.outOfBagAccuracy! - right.length / 600)).toBeLessThan(0.06);
  });

  it('reports chance, out of bag, when the labels are noise', async () => {
    const random = createRandom('noise');
    const labels = train.labels.map(() => random.int(3));
    const { report } = await fit({}, 1, { ...train, labels });
    expect(report.outOfBagAccuracy).toBeGreaterThan(0.2);
    expect(report.outOfBagAccuracy).toBeLessThan(0.47); // 1/3, give or take five standard errors
  });

  it('gives a tree the same shape however many trees grow beside it', async () => {
    const [few, many] = [await fit({ trees: 2 }, 5), await fit({ trees: 4 }, 5)];
    expect(many.trees.slice(0, 2)).toEqual(few.trees);
  });

  it('grows different trees on different samples', async () => {
    const { trees } = await fit({ trees: 2 }, 5);
    expect(trees[0]).not.toEqual(trees[1]);
  });

  it('looks further than the pixels drawn for a split when all of these are blank', async () => {
    const pixels = new Uint8Array(784 * 20);
    const labels = Uint8Array.from({ length: 20 }, (_, i) => i % 2);
    for (let i = 1; i < 20; i += 2) pixels[i * 784 + 500] = 255; // one pixel in 784 tells the classes apart
    const drawings = { count: 20, pixels, labels, classes: ['blank', 'dot'] };
    const { trees, report } = await fit({ featuresPerSplit: 1 }, 1, drawings);
    for (const tree of trees) expect(Array.from(tree.feature)).toEqual([500, -1, -1]);
    expect(trees[0]!.threshold[0]).toBe(127);
    expect(report.importances![500]).toBe(1);
  });

  it('makes a leaf of equal drawings with different labels', async () => {
    const drawings = { count: 4, pixels: new Uint8Array(784 * 4), labels: Uint8Array.of(0, 1, 1, 1) };
    const { forest } = await fit({ bootstrap: false }, 1, { ...drawings, classes: ['a', 'b'] });
    expect(Array.from(await forest.predictProba({ count: 1, pixels: new Uint8Array(784) }))).toEqual([
      0.25, 0.75,
    ]);
  });
});

describe('forest hyperparameters', () => {
  it.each([
    [{ trees: 0 }, /trees must be a whole number from 1 up, got 0/],
    [{ trees: 2.5 }, /trees .* got 2.5/],
    [{ featuresPerSplit: 785 }, /featuresPerSplit must be a whole number from 1 to 784, got 785/],
    [{ minSamplesSplit: 1 }, /minSamplesSplit .* from 2/],
    [{ bootstrap: 1 }, /bootstrap must be a boolean/],
  ])('refuses %j', (hyperparameters, message) => {
    expect(() => createForest(hyperparameters)).toThrow(message);
  });

  it('allows at most 512 classes', async () => {
    const classes = Array.from({ length: 513 }, (_, i) => `class ${i}`);
    const drawings = { ...bars(4, createRandom(1)), classes };
    await expect(createForest().fit(drawings, { random: createRandom(1) })).rejects.toThrow(
      /512 classes, got 513/,
    );
  });
});
