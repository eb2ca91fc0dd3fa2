import { describe, expect, it } from 'vitest';
import { resampleModels } from '../../../src/figures/Resample/resample-models.ts';
import { fiveResult } from '../../fixtures/five-result.ts';
import { smallResult } from '../../fixtures/small-result.ts';

describe('models to resample', () => {
  it('have their right answers by class, as many in all as their accuracy says', () => {
    const result = smallResult();
    const models = resampleModels(result);
    expect(models.map(({ model }) => model)).toEqual(result.models.map(({ model }) => model));
    for (const [i, { classes, accuracy }] of models.entries()) {
      expect(classes.map(({ of }) => of)).toEqual(classes.map(() => result.split.testPerClass));
      expect(classes[0]?.right).toBe(result.models[i]?.confusion.counts[0]?.[0]);
      expect(accuracy).toEqual(result.models[i]?.accuracy);
    }
  });

  it('have the score of each training set at the largest size, as a count', () => {
    const result = smallResult();
    const tests = result.split.testPerClass * result.dataset.classes.length;
    for (const { model, bySet } of resampleModels(result)) {
      const last = result.learningCurve.find((series) => series.model === model)?.points.at(-1);
      expect(bySet).toEqual((last?.bySeed ?? []).map((share) => Math.round(share * tests)));
    }
  });

  it('are refused of folds, since each of them is another test', () => {
    expect(() => resampleModels(fiveResult())).toThrow('test sets are drawn from one fixed test set');
  });
});
