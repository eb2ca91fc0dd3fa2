import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/core/random.ts';
import type { LabelledDrawings, SvmState } from '../../src/learning/classifier.ts';
import { createLinearSvm, createRbfSvm, svmDecisions, svmFromState } from '../../src/learning/svm.ts';
import reference from '../fixtures/svm.json' with { type: 'json' };
import { bars } from './bars.ts';
import { inkedAt } from './inkedAt.ts';

// Made with scikit-learn 1.2.1 by test/fixtures/svm.py:
//   SVC(kernel=kernel, C=C, gamma=gamma, decision_function_shape='ovo').fit(X / 255, y)
const queries = inkedAt(reference, 4, reference.trainCount);

/** The training drawings of the first `classes` classes, in their order, which is not by class. */
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

const choices = (probabilities: Float32Array, classes: number) =>
  Array.from({ length: probabilities.length / classes }, (_, i) => {
    const row = probabilities.subarray(i * classes, (i + 1) * classes);
    return row.indexOf(Math.max(...row));
  });

describe.each(reference.fits)(
  '$kernel support vector machine of $classes classes, C = $C, gamma = $gamma',
  (fit) => {
    const classifier = (async () => {
      const { C, gamma } = fit;
      const created = fit.kernel === 'rbf' ? createRbfSvm({ C, gamma }) : createLinearSvm({ C });
      await created.fit(trainOf(fit.classes), { random: createRandom(1) });
      return created;
    })();

    it('has the support vectors of scikit-learn', async () => {
      const { vectors } = (await classifier).state();
      const expected = fit.support.map((row) =>
        Array.from(inkedAt(reference, 4, row, row + 1).pixels).join(),
      );
      const got = fit.support.map((_, v) => vectors.subarray(v * 784, (v + 1) * 784).join());
      expect(vectors).toHaveLength(fit.support.length * 784);
      expect(got).toEqual(expected);
    });

    it('has the decision values of scikit-learn', async () => {
      // LIBSVM writes rho with six digits, and both solvers stop at a tolerance of 1e-3 on the same path.
      const decisions = svmDecisions((await classifier).state(), queries);
      fit.decisions.flat().forEach((expected, i) => {
        expect(decisions[i]).toBeCloseTo(expected, 5);
      });
    });

    it('predicts the classes that scikit-learn predicts, ties of votes included', async () => {
      const probabilities = await (await classifier).predictProba(queries);
      expect(choices(probabilities, fit.classes)).toEqual(fit.predictions);
    });
  },
);

describe('support vector machines', () => {
  it('give two classes the sigmoid of the decision value', async () => {
    const classifier = createLinearSvm();
    const train = bars(60, createRandom('train'));
    await classifier.fit(train, { random: createRandom(1) });
    const probabilities = await classifier.predictProba(train);
    svmDecisions(classifier.state(), train).forEach((decision, i) => {
      expect(probabilities[2 * i]).toBeCloseTo(1 / (1 + Math.exp(-decision)), 6);
    });
  });

  it('choose the second class where the decision value is exactly 0, as LIBSVM', async () => {
    const state: SvmState = {
      family: 'svm',
      kernel: 'linear',
      gamma: 0,
      classes: 2,
      present: Uint8Array.of(0, 1),
      vectors: new Uint8Array(2 * 784),
      counts: Int32Array.of(1, 1),
      coefficients: Float64Array.of(1, -1),
      rho: Float64Array.of(0),
    };
    const probabilities = await svmFromState(state).predictProba({ count: 1, pixels: new Uint8Array(784) });
    expect(choices(probabilities, 2)).toEqual([1]);
    expect(probabilities[1]).toBeCloseTo(0.5, 6);
  });

  it('take the gamma "scale" of scikit-learn where it is 0, also for drawings that are all alike', async () => {
    const train = bars(40, createRandom('few'));
    const inks = Array.from(train.pixels, (pixel) => pixel / 255);
    const mean = inks.reduce((a, b) => a + b) / inks.length;
    const variance = inks.reduce((sum, ink) => sum + (ink - mean) ** 2, 0) / inks.length;
    const classifier = createRbfSvm();
    await classifier.fit(train, { random: createRandom(1) });
    expect(classifier.state().gamma).toBeCloseTo(1 / (784 * variance), 10);
    await classifier.fit({ ...train, pixels: new Uint8Array(40 * 784) }, { random: createRandom(1) });
    expect(classifier.state().gamma).toBe(1 / 784);
  });

  it('refuse to learn when all drawings are of one class', async () => {
    const train = { ...bars(10, createRandom('few')), labels: new Uint8Array(10).fill(1) };
    await expect(createRbfSvm().fit(train, { random: createRandom(1) })).rejects.toThrow(
      /at least two classes, got only vertical/,
    );
  });

  describe('in a worker thread', () => {
    const posted = new Promise<{ state: SvmState; before: number; after: number }>((resolve, reject) => {
      const worker = new Worker(new URL('./fitSvmInWorker.ts', import.meta.url));
      worker.once('message', resolve);
      worker.once('error', reject);
    });

    it('are fitted as here', async () => {
      const classifier = createRbfSvm({ C: 2 });
      await classifier.fit(bars(30, createRandom('worker')), { random: createRandom(1) });
      expect((await posted).state).toEqual(classifier.state());
    });

    it('leave unhandled rejections to the process, though LIBSVM’s loader would end it', async () => {
      const { before, after } = await posted;
      expect(after).toBe(before);
    });
  });

  it.each([
    [{ C: 0 }, /rbf-svm C must be above 0 and finite, got 0/],
    [{ gamma: -1 }, /rbf-svm gamma must be at least 0/],
    [{ gamma: 'scale' }, /rbf-svm gamma must be a number, got "scale"/],
  ])('refuse %j', (hyperparameters, message) => {
    expect(() => createRbfSvm(hyperparameters)).toThrow(message);
  });

  it('refuse a gamma for the linear kernel', () => {
    expect(() => createLinearSvm({ gamma: 1 })).toThrow(/no hyperparameter "gamma"; it has C/);
  });
});
