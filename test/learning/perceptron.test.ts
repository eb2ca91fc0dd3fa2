import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { createRandom } from '../../src/core/random.ts';
import { prepareBackend } from '../../src/learning/backend.ts';
import type { FitProgress } from '../../src/learning/classifier.ts';
import { createPerceptron, perceptronFromState } from '../../src/learning/perceptron.ts';
import { holdOut } from '../../src/learning/tfjs/holdOut.ts';
import { createTraining } from '../../src/learning/tfjs/training.ts';
import reference from '../fixtures/networks.json' with { type: 'json' };
import { formulaDense, formulaDrawings, unshuffled } from './formulas.ts';
import { stripes } from './stripes.ts';

const SMALL = { hidden: [12], batch: 16, maxEpochs: 5 };

describe('the perceptron', () => {
  test('takes the same training steps as scikit-learn', async () => {
    // MLPClassifier(hidden_layer_sizes=[8, 6], alpha=0.5, batch_size=5, learning_rate_init=0.005,
    //   max_iter=6, shuffle=False, epsilon=1e-7) from given weights: test/fixtures/networks.py
    await prepareBackend();
    const dense = [formulaDense(784, 8, 0.6), formulaDense(8, 6, 0.6), formulaDense(6, 3, 0.6)];
    const training = createTraining(
      { convolutions: [], dense },
      { batch: 5, alpha: 0.5, random: unshuffled() },
    );
    for (let epoch = 0; epoch < 6; epoch++) await training.epoch(formulaDrawings(), () => 0.005);
    const layers = (await training.weights()).dense;
    training.dispose();

    const squares = layers.map(({ weights }) => weights.reduce((sum, w) => sum + w * w, 0));
    for (const [i, sum] of squares.entries())
      expect(sum / (reference.perceptron.squares[i] as number)).toBeCloseTo(1, 4);
    const output = reference.perceptron.output.flat();
    for (const [i, w] of layers[2]?.weights.entries() ?? []) expect(w).toBeCloseTo(output[i] as number, 4);
    const model = perceptronFromState({ family: 'perceptron', classes: 3, layers });
    const probabilities = await model.predictProba(formulaDrawings());
    const expected = reference.perceptron.probabilities.flat();
    for (const [i, p] of probabilities.entries()) expect(p).toBeCloseTo(expected[i] as number, 4);
  });

  test('learns to tell stripes apart, with its default hyperparameters', async () => {
    const model = createPerceptron();
    const { history } = await model.fit(stripes(200, 3), { random: createRandom(1) });
    const unseen = stripes(60, 3, 'unseen');
    const probabilities = await model.predictProba(unseen);
    let right = 0;
    for (let i = 0; i < unseen.count; i++) {
      const row = probabilities.subarray(3 * i, 3 * i + 3);
      expect(row.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 5);
      if (row.indexOf(Math.max(...row)) === unseen.labels[i]) right++;
    }
    expect(right).toBeGreaterThan(55);
    expect(history?.at(-1)?.trainLoss).toBeLessThan(history?.[0]?.trainLoss as number);
    expect(model.hyperparameters).toMatchObject({
      hidden: [100, 100],
      alpha: 0.001,
      batch: 200,
      patience: 30,
    });
    expect(model.state().layers.map(({ inputs, outputs }) => [inputs, outputs])).toEqual([
      [784, 100],
      [100, 100],
      [100, 3],
    ]);
  });

  test('gives the same weights for the same seed, and others for another', async () => {
    const states = [];
    for (const seed of [1, 1, 2]) {
      const model = createPerceptron(SMALL);
      await model.fit(stripes(50), { random: createRandom(seed) });
      states.push(model.state());
    }
    expect(states[1]).toEqual(states[0]);
    expect(states[2]).not.toEqual(states[0]);
  });

  test('stops when the validation fold gets no better, and keeps the best weights', async () => {
    const validation = noise(60);
    const model = createPerceptron({ hidden: [20], patience: 4, maxEpochs: 100 });
    const { history = [] } = await model.fit(noise(80, 'other'), { random: createRandom(1), validation });
    const accuracies = history.map(({ validationAccuracy }) => validationAccuracy as number);
    const best = accuracies.indexOf(Math.max(...accuracies));
    expect(history.length).toBe(best + 1 + 5); // the fifth epoch without a better one is over the patience
    expect(history.length).toBeLessThan(100);

    const probabilities = await model.predictProba(validation);
    const right = [...validation.labels].filter(
      (label, i) => (probabilities[2 * i + label] as number) > 0.5,
    ).length;
    expect(right / validation.count).toBeCloseTo(Math.max(...accuracies), 6);
  });

  test('learns from all drawings when a validation fold is given, else holds a stratified one out', async () => {
    const drawings = stripes(100);
    const folds = holdOut(drawings, 0.1, createRandom(1));
    expect([...(folds.validation?.labels ?? [])].sort()).toEqual([0, 0, 0, 0, 0, 1, 1, 1, 1, 1]);
    expect(folds.train.count).toBe(90);
    const pixels = (set: { pixels: Uint8Array }) =>
      Array.from({ length: set.pixels.length / 784 }, (_, i) =>
        set.pixels.subarray(784 * i, 784 * i + 784).join(),
      );
    const parts = [...pixels(folds.train), ...pixels(folds.validation ?? drawings)];
    expect(parts.sort()).toEqual(pixels(drawings).sort());

    const random = createRandom(1);
    const { train, validation } = holdOut(drawings, 0.1, random.fork('validation'));
    const states = [];
    for (const [learnt, given] of [[drawings], [train, validation], [drawings, validation]] as const) {
      const model = createPerceptron(SMALL);
      await model.fit(learnt, { random, validation: given });
      states.push(model.state());
    }
    expect(states[1]).toEqual(states[0]);
    expect(states[2]).not.toEqual(states[0]);
  });

  test('refits on all drawings, for as many epochs as passed until it stopped', async () => {
    const drawings = noise(60);
    const refitted = createPerceptron({ hidden: [10], patience: 3, maxEpochs: 50, refit: true });
    const { history = [] } = await refitted.fit(drawings, { random: createRandom(1) });
    expect(history.length).toBeLessThan(50);
    const plain = createPerceptron({ hidden: [10], validationShare: 0, maxEpochs: history.length });
    await plain.fit(drawings, { random: createRandom(1) });
    expect(refitted.state()).toEqual(plain.state());
  });

  test.each([
    ['too few drawings for a fold', stripes(2), {}],
    ['no share for a fold', stripes(20), { validationShare: 0 }],
  ])('trains for all epochs with %s', async (_, drawings, hyperparameters) => {
    const model = createPerceptron({ ...SMALL, patience: 0, ...hyperparameters });
    const { history } = await model.fit(drawings, { random: createRandom(1) });
    expect(history?.length).toBe(5);
    expect(history?.[0]).not.toHaveProperty('validationLoss');
  });

  test('reports progress up to the epoch at which it stops', async () => {
    const seen: FitProgress[] = [];
    await createPerceptron({ hidden: [8], patience: 0, maxEpochs: 50 }).fit(noise(40), {
      random: createRandom(1),
      onProgress: (progress) => seen.push(progress),
    });
    expect(seen.map(({ done }) => done)).toEqual(seen.map((_, i) => i + 1));
    expect(seen.at(-1)).toEqual({ done: seen.length, total: seen.length, unit: 'epochs' });
    expect(seen.length).toBeLessThan(50);
  });

  test('keeps nothing on the backend', async () => {
    await prepareBackend();
    const { numTensors, numDataBuffers } = tf.memory();
    const model = createPerceptron(SMALL);
    await model.fit(stripes(40), { random: createRandom(1) });
    await model.predictProba(stripes(300));
    expect(tf.memory()).toMatchObject({ numTensors, numDataBuffers });
  });

  test('predicts the same from a cloned state', async () => {
    const model = createPerceptron(SMALL);
    await model.fit(stripes(40), { random: createRandom(1) });
    const copy = perceptronFromState(structuredClone(model.state()));
    expect(await copy.predictProba(stripes(20))).toEqual(await model.predictProba(stripes(20)));
    expect(copy.hyperparameters).toMatchObject({ hidden: [12] });
  });

  test.each([
    [{ hiden: [10] }, /no hyperparameter "hiden"; it has hidden, /],
    [{ hidden: [10, 0] }, /hidden units must be a whole number from 1 up, got 0/],
    [{ hidden: 100 }, /hidden must be a list, got 100/],
    [{ learningRate: -1 }, /learningRate must be at least 0/],
    [{ learningRate: Number.NaN }, /learningRate must be at least 0.*got NaN/],
    [{ alpha: -1 }, /alpha/],
    [{ batch: 0 }, /batch must be a whole number from 1 up, got 0/],
    [{ maxEpochs: 0.5 }, /maxEpochs/],
    [{ patience: -1 }, /patience/],
    [{ validationShare: 1 }, /validationShare must be at least 0 and below 1, got 1/],
  ])('refuses %j', (hyperparameters, message) => {
    expect(() => createPerceptron(hyperparameters)).toThrow(message);
  });

  test.each([
    ['no drawings', { ...stripes(0) }, /training needs at least one drawing/],
    ['one class', { ...stripes(4), classes: ['cat'] }, /training needs at least two classes, got 1 \(cat\)/],
    [
      'a label beyond the classes',
      { ...stripes(4), labels: Uint8Array.of(0, 1, 2, 0) },
      /label 2 of drawing 2/,
    ],
    ['too few labels', { ...stripes(4), labels: Uint8Array.of(0, 1) }, /4 labels, got 2/],
    ['too few pixels', { ...stripes(4), pixels: new Uint8Array(784) }, /3136 pixels, got 784/],
  ])('refuses to learn from %s', async (_, drawings, message) => {
    await expect(createPerceptron(SMALL).fit(drawings, { random: createRandom(1) })).rejects.toThrow(message);
  });

  test.each([
    ['no drawings', stripes(0), /validation needs at least one drawing/],
    ['other classes', { ...stripes(4), classes: ['cat', 'sheep'] }, /horizontal, vertical\), got cat, sheep/],
  ])('refuses a validation fold with %s', async (_, validation, message) => {
    const context = { random: createRandom(1), validation };
    await expect(createPerceptron(SMALL).fit(stripes(4), context)).rejects.toThrow(message);
  });

  test('refuses to predict before it has learnt', async () => {
    await expect(createPerceptron().predictProba(stripes(1))).rejects.toThrow(/call fit first/);
    expect(() => createPerceptron().state()).toThrow(/call fit first/);
  });
});

/** Drawings with nothing to learn. */
function noise(count: number, seed = 'noise') {
  const random = createRandom(seed);
  return { ...stripes(count), pixels: Uint8Array.from({ length: count * 784 }, () => random.int(256)) };
}
