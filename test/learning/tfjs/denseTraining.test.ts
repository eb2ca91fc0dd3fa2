/** Networks of dense layers alone are trained in stripes, to the bytes of what trains all others. */
import { serialize } from 'node:v8';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createRandom } from '../../../src/core/random.ts';
import { prepareBackend } from '../../../src/learning/backend.ts';
import type { DenseLayer } from '../../../src/learning/classifier.ts';
import { memory } from '../../../src/learning/kernels/instance.ts';
import { bestKernelSet, useKernels } from '../../../src/learning/kernels/kernelSet.ts';
import { Adam } from '../../../src/learning/tfjs/adam.ts';
import { isStriped } from '../../../src/learning/tfjs/denseTraining.ts';
import { onePart } from '../../../src/learning/tfjs/parts.ts';
import { imageTensor, score } from '../../../src/learning/tfjs/predict.ts';
import { targetRows } from '../../../src/learning/tfjs/targets.ts';
import { createTrainedNetwork, gradientsOf } from '../../../src/learning/tfjs/trainedNetwork.ts';
import { createTraining } from '../../../src/learning/tfjs/training.ts';
import type { TrainingOptions } from '../../../src/learning/tfjs/trainingContract.ts';
import { bars } from '../bars.ts';
import { formulaConvolution, formulaDense } from '../formulas.ts';
import { openThreads, threadedCrew } from './threadedCrew.ts';

const { workers, close } = openThreads(3);
afterAll(close);
beforeAll(prepareBackend);
beforeEach(() => useKernels(bestKernelSet()));

const CLASSES = 3;
const RATE = 0.01;
const drawings = bars(150, createRandom('train'), CLASSES);
const unseen = bars(43, createRandom('unseen'), CLASSES);

const layers = (...hidden: number[]): DenseLayer[] =>
  [...hidden, CLASSES].map((outputs, i) => formulaDense(hidden[i - 1] ?? 784, outputs, 0.3));

/** Whether numbers are the same to the last bit; thousands of them make no message. */
const areSame = (some: readonly Float32Array[], others: readonly Float32Array[]) =>
  some.length === others.length &&
  some.every((one, i) => Buffer.compare(bytes(one), bytes(others[i]!)) === 0);
const bytes = ({ buffer, byteOffset, byteLength }: Float32Array) =>
  Buffer.from(buffer, byteOffset, byteLength);
const isSame = (one: unknown, other: unknown) => Buffer.compare(serialize(one), serialize(other)) === 0;

type Settings = Omit<TrainingOptions, 'random' | 'crew'>;

/** The same steps by what trains other networks, which sees every pixel and knows no stripes. */
async function plainly(dense: readonly DenseLayer[], settings: Settings, epochs: number) {
  const { batch, alpha = 0, weightDecay = 0, labelSmoothing = 0 } = settings;
  const trained = createTrainedNetwork({ convolutions: [], dense }, false);
  const adam = new Adam(trained.variables);
  const order = createRandom('same').fork('order');
  const step = (indices: Uint32Array) =>
    tf.tidy(() => {
      const targets = tf.tensor2d(targetRows(drawings, indices, labelSmoothing), [indices.length, CLASSES]);
      const images = imageTensor(drawings, indices);
      const { gradients } = gradientsOf(trained, { images, targets }, onePart(indices.length));
      adam.step(gradients, ({ rank }) =>
        rank > 1
          ? { learningRate: RATE, weightDecay, penalty: alpha / indices.length }
          : { learningRate: RATE },
      );
    });
  for (let epoch = 0; epoch < epochs; epoch++) {
    const indices = order.shuffle(Uint32Array.from({ length: drawings.count }, (_, i) => i));
    for (let start = 0; start < indices.length; start += batch) step(indices.slice(start, start + batch));
  }
  const variables = trained.variables.map((variable) => variable.dataSync<'float32'>().slice());
  const scores = await score(trained.network, unseen);
  tf.dispose([...trained.variables]);
  adam.dispose();
  return { variables, scores };
}

const train = (dense: readonly DenseLayer[], settings: Omit<TrainingOptions, 'random'>) =>
  createTraining(
    { convolutions: [], dense },
    { validation: unseen, random: createRandom('same'), ...settings },
  );

describe('a training of dense layers alone', () => {
  const SETS = bestKernelSet() === 'relaxed' ? (['relaxed', 'simd'] as const) : (['simd'] as const);
  const CASES: [what: string, hidden: number[], settings: Settings][] = [
    ['two layers of two stripes, a smaller last step', [100, 100], { batch: 32, alpha: 0.5 }],
    ['one layer of few units', [7], { batch: 150 }],
    ['whole stripes, smoothed labels', [52, 104], { batch: 20, labelSmoothing: 0.1 }],
    ['three layers of different stripes, decay', [170, 53, 110], { batch: 31, weightDecay: 0.1, alpha: 0.1 }],
    ['a step of all drawings and more', [60], { batch: 1000 }],
  ];

  test.each(SETS.flatMap((set) => CASES.map((one) => [set, ...one] as const)))(
    'with the kernels of the set "%s", of %s, is that of every pixel, to the byte',
    async (set, _, hidden, settings) => {
      useKernels(set);
      const wanted = await plainly(layers(...hidden), settings, 3);
      const training = train(layers(...hidden), settings);
      for (let epoch = 0; epoch < 3; epoch++) await training.epoch(drawings, () => RATE);
      expect(areSame(training.snapshot().variables, wanted.variables)).toBe(true);
      expect(await training.score(unseen)).toEqual(wanted.scores);
      const { dense } = await training.weights();
      const learnt = dense.flatMap(({ weights, bias }) => [weights, bias]);
      expect(areSame(learnt, wanted.variables)).toBe(true);
      await training.dispose();
    },
  );

  test.each(SETS)(
    'with the kernels of the set "%s" is the same, whoever helps and when, and who leaves',
    async (set) => {
      useKernels(set);
      const run = async (crew: ReturnType<typeof threadedCrew> | undefined) => {
        const training = train(layers(170, 60, 110), { batch: 29, alpha: 0.1, crew: crew?.crew });
        const helped: number[] = [];
        const scores: object[] = [];
        for (let epoch = 0; epoch < 5; epoch++) {
          if (epoch === 1) crew?.letIn();
          if (epoch === 2) crew?.callOff(0);
          if (epoch === 4) for (const i of [1, 2]) crew?.callOff(i);
          // Who is called off leaves when it looks up, which it does now and then.
          if (crew && epoch > 1)
            await expect.poll(() => crew.waiting(), { interval: 5 }).toBe(epoch < 4 ? 2 : 0);
          scores.push(await training.epoch(drawings, () => RATE), await training.score(unseen));
          helped.push(crew?.helped() ?? 0);
        }
        const snapshot = training.snapshot();
        await training.dispose();
        return { helped, result: { scores, snapshot } };
      };
      const alone = await run(undefined);
      const shared = await run(threadedCrew(workers, { isLate: true }));
      expect(shared.helped).toEqual([0, 3, 1, 1, 0]);
      expect(isSame(shared.result, alone.result)).toBe(true);
    },
  );

  test('goes on from a snapshot, between epochs or within one, to the same bytes', async () => {
    const settings = { batch: 40, alpha: 0.1 };
    const whole = train(layers(60, 9), settings);
    for (let epoch = 0; epoch < 2; epoch++) await whole.epoch(drawings, () => RATE);
    const between = whole.snapshot();
    const last = await whole.epoch(drawings, (done) => RATE * (1 - done));
    const end = whole.snapshot();
    await whole.dispose();

    const again = train(layers(60, 9), settings);
    again.restore(between);
    let within = between;
    const stopped = await again.epoch(
      drawings,
      (done) => RATE * (1 - done),
      (done) => {
        within = again.snapshot();
        return done < 0.5;
      },
    );
    expect(stopped.isWhole).toBe(false);
    await again.dispose();

    const { crew } = threadedCrew(workers.slice(0, 1));
    for (const from of [between, within]) {
      const resumed = train(layers(60, 9), { ...settings, crew });
      resumed.restore(from);
      expect(await resumed.epoch(drawings, (done) => RATE * (1 - done))).toEqual(last);
      expect(isSame(resumed.snapshot(), end)).toBe(true);
      await resumed.dispose();
    }
  });

  test('tells of every step, with the share that is done', async () => {
    const training = train(layers(12), { batch: 60 });
    const told: number[] = [];
    const { isWhole } = await training.epoch(
      drawings,
      () => RATE,
      (done) => told.push(done) > 0,
    );
    expect([isWhole, ...told]).toEqual([true, 60 / 150, 120 / 150, 1]);
    await training.dispose();
  });

  test.each([1, 3])(
    'fails with the error of a helper that fails in a step, with %i of them',
    async (helpers) => {
      const { crew } = threadedCrew(workers.slice(0, helpers), { failsIn: 2 });
      const training = train(layers(210), { batch: 32, crew });
      await expect(training.epoch(drawings, () => RATE)).rejects.toThrow('has failed');
      await expect(training.dispose()).rejects.toThrow('the labels are gone in step 2');
    },
  );

  test('fails with its own error in the middle of a step, and its helpers are free again', async () => {
    for (const hidden of [100, 210]) {
      const { crew, helped } = threadedCrew(workers);
      const training = train(layers(hidden), { batch: 32, crew });
      const broken = { ...drawings };
      await training.epoch(broken, () => RATE);
      expect(helped()).toBe(hidden === 100 ? 1 : 3);
      Object.defineProperty(broken, 'labels', {
        get() {
          throw new Error('the own labels are gone');
        },
      });
      await expect(training.epoch(broken, () => RATE)).rejects.toThrow('the own labels are gone');
      await training.dispose();
    }
  });

  test('fails when it is shown other drawings than its helpers', async () => {
    const training = train(layers(100), { batch: 10, crew: threadedCrew(workers).crew });
    await training.epoch(drawings, () => RATE);
    await expect(training.epoch(unseen, () => RATE)).rejects.toThrow('the same drawings');
    await training.dispose();
  });

  test.each([
    [60, 0], // alone
    [20, 1],
  ])(
    'of %i epochs with %i helpers takes no more memory than one of a few, and leaves nothing',
    async (epochs, helpers) => {
      const counts = () => [
        tf.memory().numTensors,
        (tf.backend() as unknown as { numDataIds(): number }).numDataIds(),
      ];
      const before = counts();
      const training = train(layers(100, 12), {
        batch: 16,
        crew: threadedCrew(workers.slice(0, helpers)).crew,
      });
      const learn = async () => {
        await training.epoch(drawings, () => RATE);
        await training.score(unseen);
        await training.weights();
      };
      for (let i = 0; i < 5; i++) await learn();
      const { byteLength } = memory().buffer;
      const held = counts();
      for (let i = 0; i < epochs; i++) await learn();
      expect(memory().buffer.byteLength).toBe(byteLength);
      expect(counts()).toEqual(held);
      await training.dispose();
      expect(counts()).toEqual(before);
    },
  );
});

test('what is not of dense layers alone, or changes what it sees, is trained otherwise', () => {
  const random = createRandom(1);
  const dense = layers(12);
  const convolutions = [formulaConvolution(5, 1, 2, 0.3)];
  expect(isStriped({ convolutions: [], dense }, { batch: 1, random })).toBe(true);
  expect(isStriped({ convolutions: [], dense }, { batch: 1, random, augmentation: { shift: 0 } })).toBe(true);
  expect(isStriped({ convolutions: [], dense }, { batch: 1, random, augmentation: { shift: 1 } })).toBe(
    false,
  );
  expect(isStriped({ convolutions: [], dense }, { batch: 1, random, dropout: 0.1 })).toBe(false);
  expect(isStriped({ convolutions: [], dense: dense.slice(0, 1) }, { batch: 1, random })).toBe(false);
  expect(isStriped({ convolutions, dense }, { batch: 1, random })).toBe(false);
});
