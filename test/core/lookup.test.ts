import { describe, expect, it } from 'vitest';
import { facts, lookup, lookup2017 } from '../../src/core/lookup.ts';
import { fiveResult } from '../fixtures/five-result.ts';
import { smallResult } from '../fixtures/small-result.ts';
import { smallSweep } from '../fixtures/small-sweep.ts';

const result = smallResult();
const five = fiveResult();
const sweep = smallSweep();

describe('lookup', () => {
  it.each([
    ['convnet.accuracy', { unit: 'share', value: 0.955 }],
    ['convnet.roc.cat.auc', { unit: 'number', value: 0.875 }],
    ['convnet.auc', { unit: 'number', value: 0.875 }],
    ['split.trainPerClass', { unit: 'count', value: 1000 }],
    ['split.trainDrawings', { unit: 'count', value: 2000 }],
    ['curve.forest.2000', { unit: 'share', value: 0.9 }],
    ['curve.largest', { unit: 'count', value: 2000 }],
    ['convnet.published.bytes', { unit: 'bytes', value: 243_210 }],
    ['nearest.hyperparameters.k', { unit: 'number', value: 5 }],
    ['perceptron.hyperparameters.hidden', { unit: 'text', value: '100, 100' }],
    ['nearest.chosen.size', { unit: 'number', value: 16 }],
    ['forest.confusion.sheep.cat', { unit: 'count', value: 1 }],
    ['forest.errors', { unit: 'count', value: 1 }],
    ['best.name', { unit: 'text', value: 'convolutional network' }],
    ['worst.accuracy', { unit: 'share', value: 0.9 }],
    ['best.lead', { unit: 'share', value: expect.closeTo(0.035) }],
    ['dataset.used', { unit: 'count', value: 2594 }],
  ])('finds %s', (name, expected) => {
    expect(lookup(result, name)).toMatchObject(expected);
  });

  it.each([
    ['convnet.macroAuc', { unit: 'number', value: 0.92 }],
    ['convnet.macroF1', { unit: 'number', value: 0.84 }],
    ['convnet.class.dog.recall', { unit: 'share', value: 0.84 }],
    ['convnet.class.bee.precision', { unit: 'share', value: 0.84 }],
    ['convnet.class.octopus.f1', { unit: 'number', value: 0.84 }],
    ['convnet.confused.count', { unit: 'count', value: 16 }],
    ['convnet-plus.accuracy', { unit: 'share', value: 0.9 }],
    ['convnet.calibration.before.calibrationError', { unit: 'share', value: 0.04 }],
    ['convnet.calibration.after.brierScore', { unit: 'number', value: 0.15 }],
    ['convnet.calibration.temperature', { unit: 'number', value: 1.25 }],
    ['mcnemar.convnet.convnet-plus.onlyA', { unit: 'count', value: 60 }],
    ['mcnemar.convnet-plus.convnet.onlyA', { unit: 'count', value: 140 }],
    ['mcnemar.convnet-plus.convnet.pValue', { unit: 'pValue', value: 0.00001 }],
    ['split.folds', { unit: 'count', value: 5 }],
    ['split.method', { unit: 'text', value: 'cross-validation' }],
    ['forest.published.trainDrawings', { unit: 'count', value: 2000 }],
    ['best.name', { unit: 'text', value: 'convolutional network' }],
    ['top.name', { unit: 'text', value: 'improved convolutional network' }],
    ['top.lead', { unit: 'share', value: expect.closeTo(0.06) }],
  ])('finds %s in a comparison of five classes', (name, expected) => {
    expect(lookup(five, name)).toMatchObject(expected);
  });

  it.each([
    ['uniform-5.accuracy', { unit: 'share', value: 0.93, low: expect.closeTo(0.92) }],
    ['uniform-5.fitSeconds', { unit: 'seconds', value: 0.02 }],
    ['distance-9.predictSeconds', { unit: 'seconds', value: expect.closeTo(0.34) }],
    ['uniform-1.size', { unit: 'count', value: 1_254_400 }],
    ['uniform-1.sizeUnit', { unit: 'text', value: 'pixels' }],
    ['uniform-1.hyperparameters.k', { unit: 'number', value: 1 }],
    ['chosen.id', { unit: 'text', value: 'uniform-5' }],
    ['chosen.label', { unit: 'text', value: 'k = 5' }],
    ['chosen.accuracy', { unit: 'share', value: 0.93 }],
    ['best.id', { unit: 'text', value: 'distance-5' }],
    ['worst.id', { unit: 'text', value: 'distance-1' }],
    ['series.uniform.best.id', { unit: 'text', value: 'uniform-5' }],
    ['split.trainDrawings', { unit: 'count', value: 2000 }],
    ['split.validationDrawings', { unit: 'count', value: 1000 }],
    ['split.folds', { unit: 'count', value: 2 }],
    ['mcnemar.uniform-5.uniform-1.onlyA', { unit: 'count', value: 21 }],
  ])('finds %s in a sweep', (name, expected) => {
    expect(lookup(sweep, name)).toMatchObject(expected);
  });

  it('averages the epochs of a sweep over its folds', () => {
    const histories = [0.8, 0.9].map((validationAccuracy) => [
      { epoch: 1, trainLoss: 0.5, validationAccuracy },
      { epoch: 2, trainLoss: 0.4, validationAccuracy: validationAccuracy + 0.05 },
    ]);
    const trained = {
      ...sweep,
      variants: sweep.variants.map((v) => (v.id === 'uniform-5' ? { ...v, histories } : v)),
    };
    expect(lookup(trained, 'uniform-5.epochs').value).toBe(2);
    expect(lookup(trained, 'uniform-5.epoch.1.validationAccuracy').value).toBeCloseTo(0.85);
    expect(lookup(trained, 'uniform-5.epoch.last.validationAccuracy').value).toBeCloseTo(0.9);
    expect(() => lookup(trained, 'uniform-5.epoch.1.trainAccuracy')).toThrow('no value named');
  });

  it('tells how many drawings a fold of a sweep over all drawings has', () => {
    const all = { ...sweep, split: { ...sweep.split, trainPerClass: 1036, testPerClass: 0, folds: 5 } };
    expect(lookup(all, 'split.fitDrawings').value).toBe(2072);
    expect(lookup(all, 'split.validationDrawings').value).toBe(518);
    expect(lookup(all, 'split.scoredDrawings').value).toBe(2590);
    expect(lookup(sweep, 'split.fitDrawings').value).toBe(1000);
  });

  it('tells the paired difference of two variants in both orders', () => {
    const [a = '', b = ''] = sweep.variants.map(({ id }) => id);
    const difference = { value: 0.01, low: -0.005, high: 0.025 };
    const paired = { ...sweep, differences: [{ a, b, difference, pValue: 0.2 }] };
    expect(lookup(paired, `paired.${a}.${b}.difference`)).toEqual({ unit: 'points', ...difference });
    expect(lookup(paired, `paired.${b}.${a}.difference`)).toEqual({
      unit: 'points',
      value: -0.01,
      low: -0.025,
      high: 0.005,
    });
    expect(lookup(paired, `paired.${b}.${a}.pValue`).value).toBe(0.2);
  });

  it('refuses a variant whose name means something else', () => {
    const variants = sweep.variants.map((v, i) => (i === 0 ? { ...v, id: 'chosen' } : v));
    expect(() => lookup({ ...sweep, variants }, 'chosen.accuracy')).toThrow('two facts are named');
  });

  it('refuses a sweep whose chosen variant is none of its own', () => {
    const lost = { ...sweep, chosen: { ...sweep.chosen, variant: 'uniform-6' } };
    expect(() => lookup(lost, 'title')).toThrow('the chosen variant "uniform-6" is none of uniform-1');
  });

  it('carries the interval of an estimate', () => {
    const { low, high } = lookup(result, 'convnet.accuracy');
    expect(low).toBeCloseTo(0.935);
    expect(high).toBeCloseTo(0.975);
  });

  it('leaves blocked exhibits out of what it counts', () => {
    expect(lookup(result, 'exhibits.shown').value).toBe(3);
    expect(lookup(result, 'convnet.exhibits.errors').value).toBe(1); // the second sheep; the second cat is blocked
  });

  it.each([
    ['0.95', 0, 0],
    ['0.9', 1, 0],
    ['0.61', 1, 0],
    ['0.6', 2, 1],
    ['0', 2, 2],
  ])('counts a score of at least %s as positive', (threshold, truePositives, falsePositives) => {
    expect(lookup(result, `convnet.at.${threshold}.truePositives`).value).toBe(truePositives);
    expect(lookup(result, `convnet.at.${threshold}.falseNegatives`).value).toBe(2 - truePositives);
    expect(lookup(result, `convnet.at.${threshold}.falsePositives`).value).toBe(falsePositives);
    expect(lookup(result, `convnet.at.${threshold}.falsePositiveRate`)).toEqual({
      unit: 'share',
      value: falsePositives / 2,
    });
  });

  it.each([
    ['convnet.acuracy', 'convnet.accuracy'],
    ['curve.forest.2500', 'curve.forest.2000'],
    ['cnn.accuracy', 'convnet.accuracy'],
    ['convnet.at.0.5.truePositive', 'convnet'],
  ])('refuses %s, naming the experiment, the name and the nearest ones', (name, nearest) => {
    expect(() => lookup(result, name)).toThrow(`the results of "small" have no value named "${name}"`);
    expect(() => lookup(result, name)).toThrow(new RegExp(`Nearest: .*${nearest}`));
  });
});

describe('lookup2017', () => {
  it.each([
    ['curve.forest.500', 0.868],
    ['convnet15000.auc', 0.9941655],
    ['convnet15000.confusion.cat.sheep', 244],
    ['at5000.rbf-svm', 0.8768],
    ['epochs.1', 0.8426],
    ['sweeps.forest-trees.140.accuracy', 0.916],
    ['sweeps.forest-trees.best.id', '140'],
    ['sweeps.perceptron-layers.784.fitSeconds', 90.38],
    ['sweeps.forest-features.auto.accuracy', 0.9148],
    ['five.convnet.accuracy', 0.90288],
    ['five.convnet.class.giraffe.recall', 2351 / 2502],
    ['five.convnet.epochs.10', 0.9029],
  ])('knows %s', (name, value) => {
    expect(lookup2017(name).value).toBe(value);
  });

  it('finds what was published, and names the nearest to what was not', () => {
    expect(lookup2017('curve.convnet.15000')).toEqual({ unit: 'share', value: 0.9642 });
    expect(() => lookup2017('curve.convnet.1500')).toThrow(
      /figures of 2017 have no value.*curve\.convnet\.15000/,
    );
  });
});

describe('facts', () => {
  it('are all finite numbers or text that is not empty', () => {
    expect(facts(result).size).toBeGreaterThan(100);
    for (const [name, { value }] of [result, five, sweep].flatMap((of) => [...facts(of)]))
      expect(typeof value === 'number' ? Number.isFinite(value) : value.length > 0, name).toBe(true);
  });
});
