import { describe, expect, it } from 'vitest';
import { ReaderError } from '../../../../src/activities/train/worker/host.ts';
import type { ProgressReply, TrainJob } from '../../../../src/activities/train/worker/protocol.ts';
import type { ModelId } from '../../../../src/core/models.ts';
import { createRandom } from '../../../../src/core/random.ts';
import { readOnnx } from '../../../../src/core/read-onnx.ts';
import { JOBS, requestOf } from './request.ts';
import { startHost } from './start-host.ts';

const jobOf = (id: ModelId): TrainJob => JOBS.find((job) => job.id === id) as TrainJob;
const sumsToOne = (row: Float32Array) => Math.abs(row.reduce((a, b) => a + b, 0) - 1) < 1e-5;

describe('a training', () => {
  it('trains one model after the other, and says when each begins and ends', async () => {
    const { host, types, trained } = startHost();
    await host.handle(requestOf(JOBS));
    expect(types().filter((type) => type !== 'progress')).toEqual([
      ...JOBS.flatMap(() => ['begun', 'trained']),
      'done',
    ]);
    expect(trained().map(({ id }) => id)).toEqual(JOBS.map(({ id }) => id));
    for (const model of trained()) {
      expect(model.stopped).toBe(false);
      expect(model.probabilities).toHaveLength(20 * 2);
      expect(readOnnx(model.onnx)).toBeDefined();
      expect(model.seconds).toBeGreaterThan(0);
    }
  });

  it('tells of all hyperparameters, the trees’ judgement and the epochs', async () => {
    const { host, trained } = startHost();
    await host.handle(requestOf(JOBS));
    const [forest, nearest, perceptron, convnet, plus] = trained();
    expect(forest?.hyperparameters).toMatchObject({ trees: 8, minSamplesSplit: 2 });
    expect(forest?.outOfBagAccuracy).toBeGreaterThan(0.5);
    expect(nearest?.hyperparameters).toEqual({ k: 5, form: 'codes', components: 24 });
    expect(nearest?.history).toEqual([]);
    expect(perceptron?.history.length).toBeGreaterThan(1);
    expect(convnet?.history).toHaveLength(3);
    expect(convnet?.history[0]?.validationAccuracy).toBeGreaterThanOrEqual(0);
    expect(plus?.history).toHaveLength(2);
  });

  it('lets the held-out drawings choose nothing: other ones give the same perceptron', async () => {
    const request = requestOf([jobOf('perceptron')]);
    const random = createRandom('noise');
    const other = {
      ...request,
      testPixels: request.testPixels.map(() => random.int(256)),
    };
    const [one, two] = [startHost(), startHost()];
    await one.host.handle(request);
    await two.host.handle(other);
    expect(two.trained()[0]?.history).toEqual(one.trained()[0]?.history);
  });

  it.each(JOBS)('of a $id learns from one drawing of each class', async (job) => {
    const { host, replies, trained } = startHost();
    await host.handle(requestOf([job], { train: 1, test: 5 }));
    expect(replies.filter(({ type }) => type === 'failed')).toEqual([]);
    const { probabilities } = trained()[0] as { probabilities: Float32Array };
    for (let i = 0; i < 10; i++) expect(sumsToOne(probabilities.subarray(2 * i, 2 * i + 2))).toBe(true);
  });

  it('of neighbours asks no more of them than there are', async () => {
    const jobs: TrainJob[] = ['codes', 'pixels'].map((form) => ({
      id: 'nearest',
      hyperparameters: { k: 15, form },
    }));
    const { host, trained } = startHost();
    await host.handle(requestOf(jobs, { train: 3 }));
    expect(trained().map(({ hyperparameters }) => hyperparameters)).toEqual([
      { k: 6, form: 'codes', components: 5 },
      { k: 6, form: 'pixels', weights: 'uniform' },
    ]);
  });

  it('copes with a class that has lost all its drawings to wrong labels', async () => {
    const request = requestOf(JOBS, { classes: 3 });
    const trainLabels = request.trainLabels.map((label) => (label === 2 ? 0 : label));
    const { host, trained } = startHost();
    await host.handle({ ...request, trainLabels });
    expect(trained()).toHaveLength(5);
  });
});

describe('a model that cannot be trained', () => {
  it('says why, and the others go on', async () => {
    const jobs: TrainJob[] = [{ id: 'forest', hyperparameters: { trees: 0 } }, jobOf('nearest')];
    const { host, replies, types } = startHost();
    await host.handle(requestOf(jobs));
    expect(types()).toEqual(['begun', 'failed', 'begun', 'trained', 'done']);
    expect(replies[1]).toEqual({
      type: 'failed',
      model: 'forest',
      message: 'forest trees must be a whole number from 1 up, got 0',
    });
  });

  it('for want of SIMD leaves those that need none', async () => {
    const { host, replies } = startHost({
      assertKernels: async () => {
        throw new ReaderError('no SIMD here');
      },
    });
    const onPixels: TrainJob = { id: 'nearest', hyperparameters: { k: 1, form: 'pixels' } };
    await host.handle(requestOf([...JOBS, onPixels]));
    const failed = replies.filter(({ type }) => type === 'failed');
    expect(failed.map((reply) => 'model' in reply && reply.model)).toEqual([
      'perceptron',
      'convnet',
      'convnet-plus',
      'nearest',
    ]);
    expect(failed[0]).toMatchObject({ message: 'no SIMD here' });
    expect(replies.filter(({ type }) => type === 'trained')).toHaveLength(2);
  });

  it('for a reason that nobody foresaw is named with it', async () => {
    const { host, replies } = startHost({
      prepareNetworks: async () => {
        throw new TypeError('odd');
      },
    });
    await host.handle(requestOf([jobOf('convnet')]));
    expect(replies).toContainEqual({
      type: 'failed',
      model: 'convnet',
      message: 'The convolutional network could not be trained: odd',
    });
  });

  it('since it runs away is told to take smaller steps', async () => {
    const { host, replies } = startHost();
    const job: TrainJob = { id: 'perceptron', hyperparameters: { learningRate: 1e30, maxEpochs: 3 } };
    await host.handle(requestOf([job]));
    expect(replies).toContainEqual(
      expect.objectContaining({
        type: 'failed',
        message: expect.stringContaining('lower the learning rate'),
      }),
    );
  });
});

describe('a stop', () => {
  it('keeps the model under way, leaves the others out, and comes to an end', async () => {
    const { host, types, trained } = startHost({}, (reply) => {
      if (reply.type === 'progress' && reply.model === 'convnet') void host.handle({ type: 'stop' });
    });
    const jobs = [jobOf('forest'), { id: 'convnet', hyperparameters: { epochs: 500, maps: [4] } } as const];
    await host.handle(requestOf([...jobs, jobOf('convnet-plus')]));
    expect(trained().map(({ id, stopped }) => [id, stopped])).toEqual([
      ['forest', false],
      ['convnet', true],
    ]);
    expect(trained()[1]?.history.length).toBeLessThan(500);
    expect(types().at(-1)).toBe('done');
  });

  it('before anything is learnt leaves the model out, without calling it a failure', async () => {
    const { host, types } = startHost({}, (reply) => {
      if (reply.type === 'begun') void host.handle({ type: 'stop' });
    });
    await host.handle(requestOf(JOBS));
    expect(types()).toEqual(['begun', 'done']);
  });

  it('is forgotten with the next training', async () => {
    const { host, trained } = startHost();
    await host.handle({ type: 'stop' });
    await host.handle(requestOf([jobOf('forest')]));
    expect(trained()[0]?.stopped).toBe(false);
  });
});

describe('signs of life', () => {
  it('are given as long as the training goes on', async () => {
    let isQuiet = false;
    const { host, types } = startHost({
      every(ms, action) {
        expect(ms).toBe(1000);
        action();
        return () => {
          isQuiet = true;
        };
      },
    });
    await host.handle(requestOf([jobOf('forest')]));
    expect(types()[0]).toBe('alive');
    expect(isQuiet).toBe(true);
  });

  it('and epochs come no faster than ten times a second', async () => {
    let now = 0;
    const { host, replies } = startHost({ now: () => (now += 10) });
    await host.handle(requestOf([{ id: 'convnet', hyperparameters: { epochs: 40, maps: [4] } }]));
    const progress = replies.filter((reply): reply is ProgressReply => reply.type === 'progress');
    expect(progress.length).toBeLessThan(6);
    const epochs = progress.flatMap((reply) => reply.epochs.map(({ epoch }) => epoch));
    expect(epochs).toEqual(epochs.map((_, i) => i + 1));
    expect(epochs.length).toBeGreaterThan(20);
  });
});
