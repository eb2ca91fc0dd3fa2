import { describe, expect, it } from 'vitest';
import { classicModels } from '../../src/core/classic-models.ts';
import { parseResult } from '../../src/core/results.ts';
import { fiveResult } from '../fixtures/five-result.ts';

describe('classicModels', () => {
  it('leaves the four of 2017, in models, learning curve and tests between models', () => {
    const five = fiveResult();
    const four = classicModels({
      ...five,
      mcnemar: [...five.mcnemar, { a: 'forest', b: 'convnet', onlyA: 1, onlyB: 2, pValue: 1 }],
    });
    const ids = ['forest', 'nearest', 'perceptron', 'convnet'];
    expect(four.models.map(({ model }) => model)).toEqual(ids);
    expect(four.learningCurve.map(({ model }) => model)).toEqual(ids);
    expect(four.mcnemar.map(({ a, b }) => `${a} ${b}`)).toEqual(['forest convnet']);
    expect(() => parseResult(four, 'four')).not.toThrow();
  });
});
