import { describe, expect, it } from 'vitest';
import { facts, lookup, lookup2017 } from '../../src/core/lookup.ts';
import { smallResult } from '../fixtures/small-result.ts';

const result = smallResult();

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
    for (const [name, { value }] of facts(result))
      expect(typeof value === 'number' ? Number.isFinite(value) : value.length > 0, name).toBe(true);
  });
});
