import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { createRandom } from '../../src/core/random.ts';
import { prepareBackend } from '../../src/learning/backend.ts';
import type { FitProgress, Hyperparameters } from '../../src/learning/classifier.ts';
import { convnetPlusFromState, createConvnetPlus } from '../../src/learning/convnetPlus.ts';
import { exportModel } from '../../src/learning/export/index.ts';
import { stripes } from './stripes.ts';

/** Each switches one ingredient off. */
const INGREDIENTS: Hyperparameters[] = [
  { batchNorm: false },
  { augmentFlip: false },
  { augmentShift: 0 },
  { augmentScale: 0 },
  { augmentRotation: 0 },
  { warmup: 0 },
  { decay: 'none' },
  { labelSmoothing: 0 },
  { weightDecay: 0 },
  { dropout: 0 },
  { hidden: 0 },
];

const SMALL = { members: 1, plainMembers: 0, epochs: 2, batch: 16, maps: [4, 6, 6, 8], hidden: 10 };

async function fitted(hyperparameters: Hyperparameters, seed: number | string = 1) {
  const model = createConvnetPlus({ ...SMALL, ...hyperparameters });
  const { history = [] } = await model.fit(stripes(40), { random: createRandom(seed) });
  return { model, history };
}

describe('the improved convnet', () => {
  test('learns to tell stripes apart', async () => {
    const model = createConvnetPlus({ epochs: 8, batch: 16, augmentFlip: false });
    const validation = stripes(60, 3, 'unseen');
    const { history } = await model.fit(stripes(150, 3), { random: createRandom(1), validation });
    expect(history?.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(history?.at(-1)?.validationAccuracy).toBeGreaterThan(0.95);
    const probabilities = await model.predictProba(validation);
    let loss = 0;
    for (let i = 0; i < validation.count; i++)
      loss -= Math.log(probabilities[3 * i + (validation.labels[i] as number)] as number) / validation.count;
    // The members' mean loss: by Jensen's inequality at least that of their mean.
    expect(history?.at(-1)?.validationLoss).toBeGreaterThanOrEqual(loss - 1e-6);
    expect(history?.at(-1)?.validationLoss).toBeLessThan(loss + 0.2);
  });

  test('takes less than 1 MB as a file', async () => {
    const model = createConvnetPlus({ epochs: 1 });
    await model.fit(stripes(8), { random: createRandom(1) });
    const bytes = exportModel(model.state(), {
      classes: ['horizontal', 'vertical'],
      experiment: 'stripes',
      datasetSha256: '0'.repeat(64),
      trainDrawings: 8,
      accuracy: 1,
    });
    expect(bytes.length).toBeLessThan(1_000_000);
  });

  test('gives the same weights for the same seed, and others for another', async () => {
    const states = [];
    for (const seed of [1, 1, 2]) states.push((await fitted({}, seed)).model.state());
    expect(states[1]).toEqual(states[0]);
    expect(states[2]).not.toEqual(states[0]);
  });

  test('is the mean of members that were trained alike from other starts', async () => {
    const { model } = await fitted({ members: 3 });
    const { members, classes } = model.state();
    expect(new Set(members.map(({ dense }) => dense[0]?.weights[0])).size).toBe(3);
    const drawings = stripes(10);
    const own = await Promise.all(
      members.map((member) =>
        convnetPlusFromState({ family: 'convnet-plus', classes, members: [member] }).predictProba(drawings),
      ),
    );
    const probabilities = await model.predictProba(drawings);
    probabilities.forEach((probability, i) => {
      expect(probability).toBeCloseTo(own.reduce((sum, of) => sum + of[i]!, 0) / 3, 6);
    });
  });

  test('lets plain networks vote too', async () => {
    const { model } = await fitted({ plainMembers: 1 });
    const [improved, plain] = model.state().members;
    expect(improved?.convolutions.map(({ outputs }) => outputs)).toEqual(SMALL.maps);
    expect(plain?.convolutions.map(({ outputs }) => outputs)).toEqual([30, 15]);
  });

  test.each(INGREDIENTS)('learns otherwise with %j', async (switchedOff) => {
    const [all, without] = [await fitted({}), await fitted(switchedOff)];
    expect(without.model.state()).not.toEqual(all.model.state());
    expect(without.model.hyperparameters).toMatchObject(switchedOff);
  });

  test('needs none of its ingredients', async () => {
    const none = Object.assign({}, ...INGREDIENTS);
    const { history } = await fitted({ ...none, epochs: 3 });
    expect(history[2]?.trainLoss).toBeLessThan(history[0]?.trainLoss as number);
  });

  test('keeps nothing on the backend, not even of a fit that breaks off', async () => {
    await prepareBackend();
    const { numTensors, numDataBuffers } = tf.memory();
    const { model } = await fitted({});
    await model.predictProba(stripes(300));
    const onProgress = () => {
      throw new Error('cancelled');
    };
    await expect(model.fit(stripes(20), { random: createRandom(1), onProgress })).rejects.toThrow(
      'cancelled',
    );
    expect(tf.memory()).toMatchObject({ numTensors, numDataBuffers });
  });

  test('predicts the same from a cloned state, which tells how many maps and units there are', async () => {
    for (const hidden of [10, 0]) {
      const { model } = await fitted({ hidden });
      const copy = convnetPlusFromState(structuredClone(model.state()));
      expect(copy.hyperparameters).toMatchObject({ maps: SMALL.maps, hidden });
      expect(await copy.predictProba(stripes(20))).toEqual(await model.predictProba(stripes(20)));
    }
  });

  test('reports progress within long epochs and at the end of each', async () => {
    const seen: FitProgress[] = [];
    await createConvnetPlus({ ...SMALL, members: 2, epochs: 1, batch: 100 }).fit(stripes(1250), {
      random: createRandom(1),
      onProgress: (progress) => seen.push(progress),
    });
    expect(seen).toEqual([
      { done: 0.8, total: 2, unit: 'epochs' },
      { done: 1, total: 2, unit: 'epochs' },
      { done: 1.8, total: 2, unit: 'epochs' },
      { done: 2, total: 2, unit: 'epochs' },
    ]);
  });

  test.each([
    [{ epoch: 3 }, /no hyperparameter "epoch"; it has members, plainMembers, epochs, /],
    [{ plainMembers: -1 }, /plainMembers must be a whole number from 0 up, got -1/],
    [{ members: 0 }, /convnet-plus members must be a whole number from 1 up, got 0/],
    [{ epochs: 0 }, /convnet-plus epochs must be a whole number from 1 up, got 0/],
    [{ batch: 1.5 }, /batch/],
    [{ learningRate: -1 }, /learningRate/],
    [{ warmup: -1 }, /warmup must be at least 0/],
    [{ decay: 'step' }, /convnet-plus decay must be "none", "linear" or "cosine", got "step"/],
    [{ weightDecay: -0.1 }, /weightDecay/],
    [{ labelSmoothing: 1 }, /labelSmoothing must be at least 0 and below 1, got 1/],
    [{ dropout: 1 }, /dropout/],
    [{ maps: [] }, /maps: convolutions must be a whole number from 1 to 4, got 0/],
    [{ maps: [8, 8, 8, 8, 8] }, /maps: convolutions must be a whole number from 1 to 4, got 5/],
    [{ maps: [16, 0, 32, 64] }, /maps must be a whole number from 1 up, got 0/],
    [{ hidden: -1 }, /hidden must be a whole number from 0 up, got -1/],
    [{ augmentShift: 0.5 }, /augmentShift must be a whole number from 0 to 14, got 0.5/],
    [{ augmentScale: 1 }, /augmentScale/],
    [{ augmentRotation: 181 }, /augmentRotation/],
    [{ augmentElastic: -1 }, /augmentElastic/],
  ])('refuses %j', (hyperparameters, message) => {
    expect(() => createConvnetPlus(hyperparameters)).toThrow(message);
  });
});
