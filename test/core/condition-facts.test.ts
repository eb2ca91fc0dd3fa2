import { expect, it } from 'vitest';
import { lookup } from '../../src/core/lookup.ts';
import { smallConditions } from '../fixtures/small-conditions.ts';

const result = smallConditions();

it.each([
  ['small.convnet.pen-width.16.accuracy', 0.9],
  ['small.convnet.pen-width.standard.accuracy', 0.9],
  ['small.convnet.pen-width.least.accuracy', 0.8],
  ['small.forest.pen-width.most.sureAndWrong', 0.05],
  ['small.forest.ink.0.5.settled', 0.5],
  ['small.forest.ink.0.5.byClass.sheep', 0.62],
  ['small.drawings', 30],
  ['small.leftOut', 20],
  ['small.drawings.cat', 20],
  ['dataset.cat.available', 25],
])('%s is %d', (name, value) => {
  expect(lookup(result, name).value).toBeCloseTo(value, 10);
});

it('carries the interval of an accuracy', () => {
  expect(lookup(result, 'small.forest.pen-width.8.accuracy')).toMatchObject({
    low: expect.closeTo(0.67, 10),
    high: expect.closeTo(0.72, 10),
  });
});

it('names the nearest facts to one that there is not', () => {
  expect(() => lookup(result, 'small.convnet.pen-width.17.accuracy')).toThrow(/pen-width\.16\.accuracy/);
});
