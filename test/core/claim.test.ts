import { describe, expect, it } from 'vitest';
import { checkClaim, contradiction, namedExperiments } from '../../src/core/claim.ts';
import { smallResult } from '../fixtures/small-result.ts';
import { smallSweep } from '../fixtures/small-sweep.ts';

const result = smallResult();
const sweep = smallSweep();

describe('checkClaim', () => {
  it.each([
    'convnet.accuracy > forest.accuracy',
    'convnet.accuracy > forest.accuracy, nearest.accuracy, perceptron.accuracy',
    'forest.accuracy, nearest.accuracy < convnet.accuracy',
    '0.8 < curve.forest.500 < curve.forest.2000 <= 1',
    'convnet.accuracy.low > forest.accuracy.high',
    'convnet.accuracy - forest.accuracy > 0.05',
    'forest.accuracy + 0.05 < convnet.accuracy and best.name = "convolutional network"',
    'worst.name != "convolutional network"',
    'convnet.at.0.9.truePositives >= 1',
    'mcnemar.forest.convnet.pValue < 0.05 and mcnemar.convnet.forest.onlyA > mcnemar.convnet.forest.onlyB',
    'curve.convnet.2000 > 2017:curve.convnet.2000',
    'convnet.accuracy > small-k:uniform-5.accuracy, small-k:best.accuracy',
  ])('lets stand: %s', (claim) => {
    expect(checkClaim(result, claim, [sweep])).toEqual({ holds: true, failed: [] });
  });

  it.each([
    ['forest.accuracy > convnet.accuracy', 'forest.accuracy > convnet.accuracy (0.9 > 0.955)'],
    ['perceptron.accuracy > nearest.accuracy, convnet.accuracy', '(0.92 > 0.955)'],
    ['convnet.accuracy > forest.accuracy and split.seeds > 3', 'split.seeds > 3 (3 > 3)'],
    ['nearest.accuracy.low > forest.accuracy.high', 'nearest.accuracy.low > forest.accuracy.high (0.89'],
    ['best.name = "random forest"', '(convolutional network = random forest)'],
  ])('overturns %s, giving the numbers', (claim, reason) => {
    const verdict = checkClaim(result, claim);
    expect(verdict.holds).toBe(false);
    expect(verdict.failed.join('\n')).toContain(reason);
    expect(verdict.failed).toHaveLength(1);
  });

  it.each([
    ['uniform-5.accuracy > uniform-1.accuracy', true],
    ['chosen.id = "uniform-5" and best.accuracy >= chosen.accuracy', true],
    ['best.accuracy - chosen.accuracy < 0.001', false],
    ['distance-9.accuracy.low > uniform-1.accuracy.high', true],
    ['uniform-1.accuracy > 2017:sweeps.nearest-k.uniform-1.accuracy', false],
  ])('judges a sweep: %s', (claim, holds) => {
    expect(checkClaim(sweep, claim).holds).toBe(holds);
  });

  it.each([
    ['convnet.accuracy', 'cannot read the claim'],
    ['convnet.accuracy >', 'cannot read the claim'],
    ['convnet.acuracy > 0.5', 'no value named "convnet.acuracy"'],
    ['best.name > 3', 'compares "convolutional network" with 3'],
    ['split.seeds.low > 1', 'no estimate'],
    ['best.name + 1 > 3', 'cannot add or subtract text'],
    ['convnet.accuracy > large:forest.accuracy', 'names "large", expected 2017 or one of: no other'],
    ['convnet.accuracy > 2017:convnet.acuracy', 'the figures of 2017 have no value'],
  ])('does not understand %s', (claim, message) => {
    expect(() => checkClaim(result, claim)).toThrow(message);
  });
});

describe('namedExperiments', () => {
  it('lists what stands before a colon, once each, without 2017', () => {
    const claim = 'a.b > five-animals:a.b, 2017:a.b and five-animals:c.d - small-k:1e-3.accuracy < 0.1';
    expect(namedExperiments(claim)).toEqual(['five-animals', 'small-k']);
    expect(namedExperiments('convnet.accuracy > 0.5')).toEqual([]);
  });
});

describe('contradiction', () => {
  it('gives the place, the sentence without its markup, and the numbers', () => {
    const message = contradiction({
      where: 'content/article/02-models.mdx:7',
      of: 'small',
      sentence: 'The <em>forest</em>\n wins.',
      verdict: checkClaim(result, 'forest.accuracy > convnet.accuracy'),
    });
    expect(message).toContain('content/article/02-models.mdx:7');
    expect(message).toContain('"The forest wins."');
    expect(message).toContain('forest.accuracy > convnet.accuracy (0.9 > 0.955)');
  });
});
