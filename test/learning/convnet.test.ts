import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, test, vi } from 'vitest';
import { createRandom } from '../../src/core/random.ts';
import { prepareBackend } from '../../src/learning/backend.ts';
import type { FitProgress } from '../../src/learning/classifier.ts';
import { convnetFromState, createConvnet } from '../../src/learning/convnet.ts';
import { createTraining } from '../../src/learning/tfjs/training.ts';
import reference from '../fixtures/networks.json' with { type: 'json' };
import { formulaConvolution, formulaDense, formulaDrawings, unshuffled } from './formulas.ts';
import { stripes } from './stripes.ts';

const SMALL = { epochs: 2, batch: 16 };

describe('the convnet', () => {
  test('takes the same training steps as PyTorch', async () => {
    // conv2d, relu, max_pool2d twice, flatten as [h, w, c], three linear layers, cross_entropy and
    // torch.optim.Adam(lr=0.001, eps=1e-7) on batches of 5, 5 and 2: test/fixtures/networks.py
    await prepareBackend();
    const initial = {
      convolutions: [formulaConvolution(5, 1, 30, 0.3), formulaConvolution(3, 30, 15, 0.3)],
      dense: [formulaDense(375, 128, 0.1), formulaDense(128, 50, 0.1), formulaDense(50, 3, 0.1)],
    };
    const training = createTraining(initial, { batch: 5, random: unshuffled() });
    for (const loss of reference.convnet.losses)
      expect((await training.epoch(formulaDrawings(), () => 0.001)).loss).toBeCloseTo(loss, 3);
    const model = convnetFromState({ family: 'convnet', classes: 3, ...(await training.weights()) });
    training.dispose();
    const probabilities = await model.predictProba(formulaDrawings());
    const expected = reference.convnet.probabilities.flat();
    for (const [i, p] of probabilities.entries()) expect(p).toBeCloseTo(expected[i] as number, 3);
  });

  test('learns to tell stripes apart', async () => {
    const model = createConvnet({ epochs: 6, batch: 16 });
    const validation = stripes(60, 3, 'unseen');
    const { history } = await model.fit(stripes(150, 3), { random: createRandom(1), validation });
    expect(history?.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(history?.at(-1)?.validationAccuracy).toBeGreaterThan(0.95);
    const probabilities = await model.predictProba(validation);
    let loss = 0;
    for (let i = 0; i < validation.count; i++) {
      const row = probabilities.subarray(3 * i, 3 * i + 3);
      expect(row.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 5);
      loss -= Math.log(row[validation.labels[i] as number] as number) / validation.count;
    }
    expect(history?.at(-1)?.validationLoss).toBeCloseTo(loss, 5);
  });

  test('has the nine layers of the article', async () => {
    const model = createConvnet(SMALL);
    await model.fit(stripes(20), { random: createRandom(1) });
    const { convolutions, dense } = model.state();
    expect(
      convolutions.map(({ size, inputs, outputs, kernel }) => [size, inputs, outputs, kernel.length]),
    ).toEqual([
      [5, 1, 30, 750],
      [3, 30, 15, 4050],
    ]);
    expect(dense.map(({ inputs, outputs, bias }) => [inputs, outputs, bias.length])).toEqual([
      [375, 128, 128],
      [128, 50, 50],
      [50, 2, 2],
    ]);
  });

  test.each([
    [[8], '5x5x1x8', 12 * 12 * 8],
    [[15, 8], '5x5x1x15 3x3x15x8', 5 * 5 * 8],
    [[6, 5, 4], '5x5x1x6 3x3x6x5 3x3x5x4', 4],
  ])('has the maps %j when it is told to', async (maps, convolved, flattened) => {
    const model = createConvnet({ epochs: 1, maps });
    await model.fit(stripes(8), { random: createRandom(1) });
    const { convolutions, dense } = model.state();
    const kernels = convolutions.map((c) => `${c.size}x${c.size}x${c.inputs}x${c.outputs}`);
    expect(kernels.join(' ')).toBe(convolved);
    expect(dense[0]?.inputs).toBe(flattened);
    expect(convnetFromState(model.state()).hyperparameters).toMatchObject({ maps });
  });

  test.each([
    ['batch normalisation', { batchNorm: true }],
    ['shifted drawings', { augmentShift: 2 }],
  ])('learns otherwise with %s, and the same for the same seed', async (_, changed) => {
    const states = [];
    for (const hyperparameters of [SMALL, { ...SMALL, ...changed }, { ...SMALL, ...changed }]) {
      const model = createConvnet(hyperparameters);
      await model.fit(stripes(40), { random: createRandom(1) });
      states.push(model.state());
    }
    expect(states[1]).not.toEqual(states[0]);
    expect(states[2]).toEqual(states[1]);
  });

  test('tells the accuracy on its training drawings as the steps went along', async () => {
    // Nothing is learnt, so every step sees the network that is there at the end.
    const drawings = stripes(50, 3);
    const model = createConvnet({ epochs: 2, learningRate: 0, dropout: 0 });
    const { history = [] } = await model.fit(drawings, { random: createRandom(1), validation: drawings });
    for (const { trainAccuracy, validationAccuracy } of history) {
      expect(trainAccuracy).toBeGreaterThan(0);
      expect(trainAccuracy).toBe(validationAccuracy);
    }
  });

  test('gives the same weights for the same seed, whatever is validated, and others for another', async () => {
    const states = [];
    for (const [seed, validation] of [[1], [1, stripes(10, 2, 'unseen')], [2]] as const) {
      const model = createConvnet(SMALL);
      await model.fit(stripes(40), { random: createRandom(seed), validation });
      states.push(model.state());
    }
    expect(states[1]).toEqual(states[0]);
    expect(states[2]).not.toEqual(states[0]);
  });

  test('starts from Glorot-uniform weights and zero biases', async () => {
    const model = createConvnet({ epochs: 1, learningRate: 0 });
    await model.fit(stripes(4), { random: createRandom(1) });
    const { convolutions, dense } = model.state();
    const tensors: [Float32Array, number][] = [
      ...convolutions.map((c): [Float32Array, number] => [c.kernel, c.size ** 2 * (c.inputs + c.outputs)]),
      ...dense.map((d): [Float32Array, number] => [d.weights, d.inputs + d.outputs]),
    ];
    for (const [weights, fans] of tensors) {
      const bound = Math.sqrt(6 / fans);
      const variance = weights.reduce((sum, w) => sum + w * w, 0) / weights.length;
      expect(Math.max(...weights.map(Math.abs))).toBeLessThanOrEqual(bound);
      expect(variance / (bound ** 2 / 3)).toBeGreaterThan(0.8);
      expect(variance / (bound ** 2 / 3)).toBeLessThan(1.2);
    }
    for (const { bias } of [...convolutions, ...dense]) expect(Math.max(...bias.map(Math.abs))).toBe(0);
  });

  test('drops other maps in every step, and none when it predicts', async () => {
    await prepareBackend();
    const drawings = stripes(8);
    const losses = [];
    for (const dropout of [0, 0.5]) {
      const model = createConvnet({ epochs: 3, learningRate: 0, dropout });
      const { history = [] } = await model.fit(drawings, { random: createRandom(1), validation: drawings });
      losses.push(history.map(({ trainLoss, validationLoss }) => [trainLoss, validationLoss as number]));
    }
    const [without = [], dropped = []] = losses;
    for (const [train, validation] of without) expect(train).toBeCloseTo(validation as number, 5);
    expect(new Set(dropped.map(([train]) => train)).size).toBe(3);
    for (const [, validation] of dropped) expect(validation).toBe(without[0]?.[1]);
  });

  test('never computes the gradient of the image', async () => {
    await prepareBackend();
    const made = vi.spyOn(tf.engine(), 'makeTensorFromTensorInfo');
    let shapes: string[];
    try {
      await createConvnet({ epochs: 1, batch: 8 }).fit(stripes(20), { random: createRandom(1) });
      shapes = made.mock.calls.map(([{ shape }]) => shape.join('x'));
    } finally {
      made.mockRestore();
    }
    const count = (shape: string) => shapes.filter((other) => other === shape).length;
    // Of each step the images alone; but the maps of the first convolution, and their gradient, shaped like them.
    expect([count('8x28x28x1'), count('4x28x28x1')]).toEqual([2, 1]);
    expect([count('8x12x12x30'), count('4x12x12x30')]).toEqual([6, 3]);
  });

  test.each([
    ['none', [1, 1, 1, 1]],
    ['linear', [1, 0.75, 0.5, 0.25]],
    ['cosine', [1, 0.854, 0.5, 0.146]],
  ])('lowers the learning rate by the schedule "%s"', async (decay, shares) => {
    // In steps this small the gradient hardly changes, so the loss falls in proportion to the learning rate.
    const drawings = stripes(16);
    const model = createConvnet({ epochs: 4, batch: 16, learningRate: 5e-6, decay, dropout: 0 });
    const { history = [] } = await model.fit(drawings, { random: createRandom(1), validation: drawings });
    const losses = [
      history[0]?.trainLoss as number,
      ...history.map((epoch) => epoch.validationLoss as number),
    ];
    const falls = shares.map((_, i) => (losses[i] as number) - (losses[i + 1] as number));
    for (const [i, share] of shares.entries())
      expect((falls[i] as number) / (falls[0] as number)).toBeCloseTo(share, 1.3);
  });

  test('reports progress within long epochs and at the end of each', async () => {
    const seen: FitProgress[] = [];
    await createConvnet({ epochs: 1, batch: 100 }).fit(stripes(1250), {
      random: createRandom(1),
      onProgress: (progress) => seen.push(progress),
    });
    expect(seen).toEqual([
      { done: 0.8, total: 1, unit: 'epochs' },
      { done: 1, total: 1, unit: 'epochs' },
    ]);
  });

  test('keeps nothing on the backend, not even of a fit that breaks off', async () => {
    await prepareBackend();
    const { numTensors, numDataBuffers } = tf.memory();
    const model = createConvnet(SMALL);
    await model.fit(stripes(40), { random: createRandom(1) });
    await model.predictProba(stripes(300));
    const onProgress = () => {
      throw new Error('cancelled');
    };
    await expect(model.fit(stripes(20), { random: createRandom(1), onProgress })).rejects.toThrow(
      'cancelled',
    );
    expect(tf.memory()).toMatchObject({ numTensors, numDataBuffers });
  });

  test('predicts each drawing alike, alone and among many', async () => {
    const model = createConvnet(SMALL);
    await model.fit(stripes(40), { random: createRandom(1) });
    const many = stripes(300);
    const together = await model.predictProba(many);
    for (const i of [0, 255, 256, 299]) {
      const alone = await model.predictProba({
        count: 1,
        pixels: many.pixels.subarray(784 * i, 784 * i + 784),
      });
      expect(alone[0]).toBeCloseTo(together[2 * i] as number, 6);
    }
    expect(await model.predictProba(stripes(0))).toEqual(new Float32Array(0));
  });

  test('predicts the same from a cloned state', async () => {
    const model = createConvnet(SMALL);
    await model.fit(stripes(40), { random: createRandom(1) });
    const copy = convnetFromState(structuredClone(model.state()));
    expect(await copy.predictProba(stripes(20))).toEqual(await model.predictProba(stripes(20)));
  });

  test.each([
    [{ epoch: 3 }, /no hyperparameter "epoch"; it has epochs, /],
    [{ epochs: 0 }, /epochs must be a whole number from 1 up, got 0/],
    [{ batch: 1.5 }, /batch/],
    [{ learningRate: Number.POSITIVE_INFINITY }, /learningRate/],
    [{ maps: [] }, /maps: convolutions must be a whole number from 1 to 3, got 0/],
    [{ maps: [9, 9, 9, 9] }, /maps: convolutions must be a whole number from 1 to 3, got 4/],
    [{ maps: [30, 0] }, /maps must be a whole number from 1 up, got 0/],
    [{ batchNorm: 1 }, /batchNorm must be a boolean, got 1/],
    [{ augmentShift: 0.5 }, /augmentShift must be a whole number from 0 to 14, got 0.5/],
    [{ dropout: 1 }, /dropout must be at least 0 and below 1, got 1/],
    [{ decay: 'constructor' }, /decay must be "none", "linear" or "cosine", got "constructor"/],
  ])('refuses %j', (hyperparameters, message) => {
    expect(() => createConvnet(hyperparameters)).toThrow(message);
  });
});
