import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/core/random.ts';
import type { Hyperparameters, LabelledDrawings } from '../../src/learning/classifier.ts';
import { createLogistic } from '../../src/learning/logistic.ts';
import reference from '../fixtures/logistic.json' with { type: 'json' };
import { bars } from './bars.ts';
import { inkedAt } from './inkedAt.ts';

// Made with scikit-learn 1.2.1 by test/fixtures/logistic.py:
//   LogisticRegression(C=C, solver='newton-cg', tol=1e-7, max_iter=100000).fit(X / 255, y)
const queries = inkedAt(reference, 3, reference.trainCount);

/** The training drawings of the first `classes` classes. */
function trainOf(classes: number): LabelledDrawings {
  const rows = reference.labels.flatMap((label, i) =>
    i < reference.trainCount && label < classes ? [i] : [],
  );
  const { pixels } = reference;
  const chosen = {
    pixels,
    ink: rows.map((i) => reference.ink[i]!),
    labels: rows.map((i) => reference.labels[i]!),
  };
  return inkedAt(chosen, classes);
}

const fitted = async (hyperparameters: Hyperparameters, train: LabelledDrawings) => {
  const classifier = createLogistic(hyperparameters);
  await classifier.fit(train, { random: createRandom(1) });
  return classifier;
};

describe.each(reference.fits)('logistic regression of $classes classes with C = $C', (fit) => {
  // Both solvers stop where no entry of the gradient exceeds 1e-7, so that weights are within about C * 1e-7.
  const classifier = fitted({ C: fit.C, tolerance: 1e-7 }, trainOf(fit.classes));

  it('has the weights and biases of scikit-learn', async () => {
    const { weights, bias } = (await classifier).state();
    // scikit-learn has one row for two classes: the second against the first, whose column is 0 here.
    const rows = fit.classes === 2 ? [fit.coef[0]!.map(() => 0), fit.coef[0]!] : fit.coef;
    const intercepts = fit.classes === 2 ? [0, fit.intercept[0]!] : fit.intercept;
    for (let c = 0; c < fit.classes; c++) {
      reference.pixels.forEach((pixel, at) => {
        expect(weights[pixel * fit.classes + c]).toBeCloseTo(rows[c]![at]!, 5);
      });
      expect(bias[c]).toBeCloseTo(intercepts[c]!, 5);
    }
  });

  it('leaves the weights of pixels that are always blank at 0', async () => {
    const { weights } = (await classifier).state();
    expect(Array.from(weights.subarray(0, fit.classes))).toEqual(Array(fit.classes).fill(0));
  });

  it('gives the probabilities of scikit-learn', async () => {
    const probabilities = await (await classifier).predictProba(queries);
    fit.probabilities.flat().forEach((expected, i) => {
      expect(probabilities[i]).toBeCloseTo(expected, 6);
    });
  });
});

describe('logistic hyperparameters', () => {
  it('end the fit after maxIterations, or at the tolerance', async () => {
    const train = trainOf(3);
    const exact = (await fitted({}, train)).state();
    expect((await fitted({ maxIterations: 2 }, train)).state()).not.toEqual(exact);
    expect((await fitted({ tolerance: 1 }, train)).state()).not.toEqual(exact);
    expect((await fitted({ maxIterations: 2000 }, train)).state()).toEqual(exact);
  });

  it('gives a class without drawings the probability 0', async () => {
    const train = { ...bars(40, createRandom('few')), classes: ['horizontal', 'vertical', 'zigzag'] };
    const probabilities = await (await fitted({}, train)).predictProba(train);
    for (let i = 0; i < train.count; i++) expect(probabilities[i * 3 + 2]).toBe(0);
  });

  it.each([
    [{ C: 0 }, /logistic C must be above 0 and finite, got 0/],
    [{ C: Number.POSITIVE_INFINITY }, /logistic C must be above 0 and finite, got Infinity/],
    [{ maxIterations: 0 }, /maxIterations must be a whole number from 1 up, got 0/],
    [{ tolerance: -1 }, /tolerance must be at least 0/],
  ])('refuses %j', (hyperparameters, message) => {
    expect(() => createLogistic(hyperparameters)).toThrow(message);
  });
});
