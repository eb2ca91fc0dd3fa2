/** Networks are the same, bit for bit, whatever threads take parts of their steps. */
import { deserialize, serialize } from 'node:v8';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FitJob } from '../../../pipeline/engine/job.ts';
import { openPool } from '../../../pipeline/engine/pool.ts';
import type { EstimatorId } from '../../../src/core/models.ts';
import { createRandom } from '../../../src/core/random.ts';
import { prepareBackend } from '../../../src/learning/backend.ts';
import type { Checkpoint, FitContext, Hyperparameters } from '../../../src/learning/classifier.ts';
import { createClassifier } from '../../../src/learning/index.ts';
import { memory } from '../../../src/learning/kernels/instance.ts';
import { useKernels } from '../../../src/learning/kernels/kernelSet.ts';
import { partsOf } from '../../../src/learning/tfjs/sharedSteps.ts';
import { createTraining } from '../../../src/learning/tfjs/training.ts';
import { bars } from '../bars.ts';
import { formulaConvolution, formulaDense } from '../formulas.ts';
import { openThreads, threadedCrew } from './threadedCrew.ts';

const { workers, close } = openThreads(3);
afterAll(close);
beforeAll(async () => {
  useKernels('relaxed');
  await prepareBackend();
});

const train = bars(150, createRandom('train'), 3);
const unseen = bars(40, createRandom('unseen'), 3);

async function fit(id: EstimatorId, hyperparameters: Hyperparameters, context: Partial<FitContext> = {}) {
  const classifier = createClassifier(id, hyperparameters);
  const report = await classifier.fit(train, { random: createRandom('fit'), validation: unseen, ...context });
  return { state: classifier.state(), report, probabilities: await classifier.predictProba(unseen) };
}

const network = {
  convolutions: [formulaConvolution(5, 1, 12, 0.3), formulaConvolution(3, 12, 12, 0.3)],
  dense: [formulaDense(25 * 12, 3, 0.1)],
};

type Setting = [what: string, EstimatorId, Hyperparameters, threads: number];
const NORMALISED: Setting = [
  'convnet with dropout, shifted drawings and batch normalisation by tiles, of odd batches',
  'convnet',
  { epochs: 2, maps: [12, 13], batchNorm: true, augmentShift: 2, dropout: 0.3, batch: 71 },
  4,
];
const SETTINGS: Setting[] = [
  ['perceptron of few units', 'perceptron', { maxEpochs: 3, hidden: [52, 9], batch: 32 }, 1],
  ['perceptron of few steps', 'perceptron', { maxEpochs: 3, hidden: [100], batch: 64 }, 1],
  ['perceptron of two stripes', 'perceptron', { maxEpochs: 3, hidden: [100, 3], batch: 32 }, 2],
  ['perceptron of three layers', 'perceptron', { maxEpochs: 3, hidden: [170, 60, 110], batch: 29 }, 4],
  [
    'perceptron that is refitted',
    'perceptron',
    { maxEpochs: 2, hidden: [60], batch: 37, validationShare: 0.2, refit: true },
    2,
  ],
  [
    'convnet whose batch is larger than the drawings are many',
    'convnet',
    { epochs: 2, maps: [3], batch: 1e9 },
    4,
  ],
  ['convnet', 'convnet', { epochs: 2, maps: [6, 5], batch: 32 }, 2],
  ['convnet of one drawing in the last step', 'convnet', { epochs: 2, maps: [3], batch: 149 }, 4],
  NORMALISED,
  [
    'convnet-plus, three networks of two forms',
    'convnet-plus',
    { epochs: 1, maps: [12, 14, 16, 12], hidden: 5, batch: 64, augmentElastic: 0.5 },
    4,
  ],
  [
    'wide convnet with residual pairs and dropout, of odd batches',
    'wide-convnet',
    { epochs: 2, maps: [4, 12, 16, 12], residualPairs: 1, dropout: 0.2, batch: 71 },
    4,
  ],
];

describe.each(SETTINGS)('a %s', (_, id, hyperparameters, threads) => {
  test('is the same, to the last bit, with no, one and three helpers', async () => {
    const alone = await fit(id, hyperparameters);
    for (const helpers of [1, 3]) {
      const { crew, inputs, helped } = threadedCrew(workers.slice(0, helpers));
      const { numTensors } = tf.memory();
      expect(serialize(await fit(id, hyperparameters, { crew }))).toEqual(serialize(alone));
      expect(tf.memory().numTensors).toBe(numTensors);
      expect(inputs.length).toBe(threads === 1 ? 0 : id === 'convnet-plus' ? 3 : 1);
      expect(helped()).toBe(Math.min(helpers + 1, threads) - 1);
    }
  });
});

describe('a training', () => {
  test('is the same when helpers come late, and leave early', async () => {
    const settings = { epochs: 4, maps: [4], batchNorm: true, augmentShift: 1, batch: 75 };
    const alone = await fit('convnet', settings);
    const { crew, letIn, callOff, helped } = threadedCrew(workers, { isLate: true });
    let helpedFirst: number | undefined;
    const onEpoch = ({ epoch }: { epoch: number }) => {
      helpedFirst ??= helped();
      if (epoch === 1) letIn();
      if (epoch === 2) callOff(0);
      if (epoch === 3) callOff(1);
    };
    expect(serialize(await fit('convnet', settings, { crew, onEpoch }))).toEqual(serialize(alone));
    expect([helpedFirst, helped()]).toEqual([0, 3]);
  });

  test('that was killed goes on with other helpers, to the same bytes', async () => {
    class Killed extends Error {}
    const [, id, hyperparameters] = NORMALISED;
    const alone = await fit(id, hyperparameters);
    let kept = new Uint8Array();
    const saving = (load?: Uint8Array): Checkpoint => ({
      load: () => load && deserialize(load),
      save(take) {
        if (load) return;
        kept = serialize(take());
        throw new Killed();
      },
    });
    const killed = fit(id, hyperparameters, { checkpoint: saving(), crew: threadedCrew(workers).crew });
    await expect(killed).rejects.toThrow(Killed);
    const bytes = kept;
    await expect(fit(id, hyperparameters, { checkpoint: saving() })).rejects.toThrow(Killed);
    expect(Buffer.compare(kept, bytes)).toBe(0); // so is what was saved
    const { crew, helped } = threadedCrew(workers.slice(0, 1));
    const ended = await fit(id, hyperparameters, { checkpoint: saving(bytes), crew });
    expect(ended).toEqual(alone);
    expect(helped()).toBe(1);
  });

  test('that is stopped within an epoch lets its helpers go', async () => {
    const { crew, helped } = threadedCrew(workers);
    let asked = 0;
    const stopped = () => ++asked > 3;
    const settings = { epochs: 9, maps: [3], batch: 70 };
    const { report } = await fit('convnet', settings, { crew, stopped });
    expect([report.history?.length, helped()]).toEqual([1, 3]);
    asked = 0;
    expect((await fit('convnet', settings, { stopped })).report).toEqual(report);
  });

  test('is not shared where its steps are one part, nor with the kernels that round as TensorFlow.js does', async () => {
    const { crew, inputs } = threadedCrew(workers);
    await fit('convnet', { epochs: 1, maps: [2], batch: 31 }, { crew });
    try {
      useKernels('simd');
      expect([1, 64, 200].map((drawings) => partsOf(drawings, network))).toEqual([1, 1, 1]);
      await fit(NORMALISED[1], NORMALISED[2], { crew });
    } finally {
      useKernels('relaxed');
    }
    expect(inputs).toEqual([]);
    expect([1, 31, 32, 63, 64, 200, 5000].map((drawings) => partsOf(drawings, network))).toEqual([
      1, 1, 2, 2, 4, 4, 4,
    ]);
    expect(partsOf(5000, { convolutions: [] })).toBe(1);
  });

  test('with other kernels in between is the same again', async () => {
    const [, id, hyperparameters] = NORMALISED;
    const first = await fit(id, hyperparameters);
    useKernels('simd');
    const other = await fit(id, hyperparameters).finally(() => useKernels('relaxed'));
    expect(serialize(await fit(id, hyperparameters, { crew: threadedCrew(workers).crew }))).toEqual(
      serialize(first),
    );
    expect(other.state).not.toEqual(first.state);
  });
});

describe('a training fails', () => {
  test.each([1, 3])('with the error of a helper that fails in a step, with %i of them', async (helpers) => {
    const { crew } = threadedCrew(workers.slice(0, helpers), { failsIn: 2 });
    const [, id, hyperparameters] = NORMALISED;
    await expect(fit(id, hyperparameters, { crew })).rejects.toThrow('the labels are gone in step 2');
  });

  test('with the reason why the thread of a helper ended in a step, and the pool goes on', async () => {
    const shared = <T extends Uint8Array | Uint16Array>(values: T, to: T): T => {
      to.set(values);
      return to;
    };
    const many = bars(600, createRandom('many'), 3);
    const store = {
      ...many,
      pixels: shared(many.pixels, new Uint8Array(new SharedArrayBuffer(many.pixels.length))) as never,
      labels: Uint16Array.from(many.labels) as never,
    };
    const pool = openPool(store, 2, 'relaxed', new URL('./dyingHelper.ts', import.meta.url));
    const train = Int32Array.from({ length: 600 }, (_, i) => i);
    const job = (model: 'convnet' | 'nearest', hyperparameters: Hyperparameters): FitJob => {
      return { name: model, model, hyperparameters, seed: 1, train, predict: {}, keepState: false };
    };
    try {
      const settings = { epochs: 500, maps: [4], batchNorm: true };
      await expect(pool.run(job('convnet', settings))).rejects.toThrow(
        'a training thread ended with exit code 3',
      );
      await expect(pool.run(job('nearest', { k: 3 }))).resolves.toMatchObject({ hyperparameters: { k: 3 } });
    } finally {
      await pool.close();
    }
  });

  test('with its own error where it fails itself, before it lets helpers go or in the middle of a step', async () => {
    for (const broken of ['distort', 'labels']) {
      const { crew } = threadedCrew(workers);
      const training = createTraining(network, {
        batch: 64,
        batchNorm: true,
        random: createRandom(1),
        crew,
        ...(broken === 'distort' && { augmentation: { shift: 1 } }),
      });
      let steps = 0;
      const drawings = { ...train };
      await training.epoch(drawings, () => 0.01);
      if (broken === 'labels')
        Object.defineProperty(drawings, 'labels', {
          get() {
            throw new Error(`the own labels are gone ${++steps}`);
          },
        });
      else
        Object.defineProperty(drawings, 'pixels', {
          get() {
            throw new Error(`the own pixels are gone ${++steps}`);
          },
        });
      await expect(training.epoch(drawings, () => 0.01)).rejects.toThrow(
        /^the own (labels|pixels) are gone 1$/,
      );
      await training.dispose();
    }
    // The threads are free again.
    const { crew, helped } = threadedCrew(workers);
    await fit(NORMALISED[1], NORMALISED[2], { crew });
    expect(helped()).toBe(3);
  });

  test('when it is shown other drawings', async () => {
    const { crew } = threadedCrew(workers);
    const training = createTraining(network, { batch: 64, random: createRandom(1), crew });
    await training.epoch(train, () => 0.01);
    await expect(training.epoch(unseen, () => 0.01)).rejects.toThrow('the same drawings');
    await training.dispose();
  });
});

test.each([
  [200, 0], // alone
  [40, 1],
])('%i steps with %i helpers take no more memory than a few, and leave nothing', async (steps, helpers) => {
  const { crew } = threadedCrew(workers.slice(0, helpers));
  const { numTensors } = tf.memory();
  const training = createTraining(
    { convolutions: [formulaConvolution(5, 1, 2, 0.3)], dense: [formulaDense(288, 3, 0.1)] },
    { batch: 32, batchNorm: true, dropout: 0.2, augmentation: { shift: 1 }, random: createRandom(1), crew },
  );
  const drawings = bars(32, createRandom('few'), 3);
  for (let i = 0; i < 5; i++) await training.epoch(drawings, () => 0.001);
  const { byteLength } = memory().buffer;
  for (let i = 0; i < steps; i++) await training.epoch(drawings, () => 0.001);
  expect(memory().buffer.byteLength).toBe(byteLength);
  await training.dispose();
  expect(tf.memory().numTensors).toBe(numTensors);
});
