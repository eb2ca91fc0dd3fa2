/** A fit can be stopped, keeps what it has learnt, and is the same fit as ever when it is not. */
import { describe, expect, it } from 'vitest';
import type { EstimatorId, ModelId } from '../../src/core/models.ts';
import { createRandom } from '../../src/core/random.ts';
import type {
  ConvnetPlusState,
  Epoch,
  FitContext,
  FitProgress,
  ForestState,
  Hyperparameters,
} from '../../src/learning/classifier.ts';
import { createClassifier } from '../../src/learning/index.ts';
import { NothingLearntError } from '../../src/learning/nothingLearnt.ts';
import { loadPublished } from '../../src/learning/published.ts';
import { bars } from './bars.ts';

const train = bars(60, createRandom('train'));
const unseen = bars(20, createRandom('unseen'));

async function fit(id: EstimatorId, hyperparameters: Hyperparameters, context: Partial<FitContext> = {}) {
  const classifier = createClassifier(id, hyperparameters);
  const report = await classifier.fit(train, { random: createRandom('fit'), ...context });
  return { state: classifier.state(), report, classifier };
}

/** Stops as soon as so much is done. */
function stopAt(done: number) {
  const seen: FitProgress[] = [];
  return {
    seen,
    onProgress: (progress: FitProgress) => void seen.push(progress),
    stopped: () => (seen.at(-1)?.done ?? 0) >= done,
  };
}

const SETTINGS = [
  ['forest', { trees: 6 }],
  ['nearest', { k: 3, form: 'codes', components: 8 }],
  ['perceptron', { maxEpochs: 7, batch: 20, hidden: [8], patience: 3, refit: true }],
  ['convnet', { epochs: 3, maps: [4], augmentShift: 1 }],
  ['convnet-plus', { epochs: 2, maps: [4], hidden: 4, members: 2, plainMembers: 1 }],
] as const satisfies [ModelId, Hyperparameters][];

describe.each(SETTINGS)('a %s', (id, hyperparameters) => {
  it('that could be stopped but is not is the same, bit for bit, with the same progress', async () => {
    const usual = stopAt(Number.POSITIVE_INFINITY);
    const asked = stopAt(Number.POSITIVE_INFINITY);
    const { state, report } = await fit(id, hyperparameters, { onProgress: usual.onProgress });
    const second = await fit(id, hyperparameters, asked);
    expect(second.state).toEqual(state);
    expect(second.report).toEqual(report);
    expect(asked.seen).toEqual(usual.seen);
  });

  it('comes by itself to a page, and is the one of the registry', async () => {
    const one = (await loadPublished(id)).create(hyperparameters);
    await one.fit(train, { random: createRandom('fit') });
    expect(one.state()).toEqual((await fit(id, hyperparameters)).state);
  });

  if (id !== 'nearest')
    it('that is stopped at once has learnt nothing, and says so', async () => {
      await expect(fit(id, hyperparameters, { stopped: () => true })).rejects.toThrow(NothingLearntError);
    });
});

describe('a stopped fit', () => {
  it('of a forest keeps the trees that have grown, and judges by them', async () => {
    const whole = await fit('forest', { trees: 9 });
    const { state, report, classifier } = await fit('forest', { trees: 9 }, stopAt(4));
    expect((state as ForestState).trees).toEqual((whole.state as ForestState).trees.slice(0, 4));
    expect(report.outOfBagAccuracy).toBeGreaterThan(0.5);
    expect(report.importances?.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
    expect((await classifier.predictProba(unseen)).every(Number.isFinite)).toBe(true);
  });

  it('lets messages come in between two trees', async () => {
    let isStopped = false;
    setImmediate(() => {
      isStopped = true;
    });
    const { state } = await fit(
      'forest',
      { trees: 3000 },
      {
        stopped: () => isStopped,
        onProgress: () => {},
      },
    ).catch(() => ({ state: { trees: [] } }));
    expect((state as ForestState).trees.length).toBeLessThan(10);
  });

  it('of a perceptron keeps its best weights so far, and is not refitted', async () => {
    const settings = { maxEpochs: 9, batch: 20, hidden: [8], refit: true };
    const early = await fit('perceptron', { ...settings, maxEpochs: 3, refit: false });
    const { state, report } = await fit('perceptron', settings, stopAt(3));
    expect(report.history).toHaveLength(3);
    expect(state).toEqual(early.state);
  });

  it('of a perceptron that is being refitted stays as it was before', async () => {
    const settings = { maxEpochs: 6, batch: 20, hidden: [8] };
    const unfitted = await fit('perceptron', { ...settings, refit: false });
    let calls = 0;
    const { state, report } = await fit(
      'perceptron',
      { ...settings, refit: true },
      { onProgress: () => void calls++, stopped: () => calls >= 8 },
    );
    expect(calls).toBe(8);
    expect(report.history).toHaveLength(6);
    expect(state).toEqual(unfitted.state);
  });

  it('of a convnet keeps the epochs behind it', async () => {
    const { report, classifier } = await fit('convnet', { epochs: 30, maps: [4] }, stopAt(5));
    expect(report.history?.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4, 5]);
    expect((await classifier.predictProba(unseen)).every(Number.isFinite)).toBe(true);
  });

  it('of a convnet ends within an epoch of many drawings', async () => {
    const many = bars(600, createRandom('many'));
    let asked = 0;
    const classifier = createClassifier('convnet', { epochs: 4, maps: [4] });
    const report = await classifier.fit(many, {
      random: createRandom('fit'),
      stopped: () => ++asked > 8, // once before each epoch, and four times in each
    });
    expect(report.history).toHaveLength(1);
  });

  it('of an improved convnet keeps the finished networks, and the one that has an epoch', async () => {
    const settings = { epochs: 3, maps: [4], hidden: 4, members: 3, plainMembers: 0 };
    const members = async (done: number) => {
      const { state, report, classifier } = await fit('convnet-plus', settings, stopAt(done));
      expect((await classifier.predictProba(unseen)).every(Number.isFinite)).toBe(true);
      expect(report.history).toHaveLength(3);
      expect(report.history?.every(({ trainLoss }) => trainLoss > 0.01)).toBe(true);
      return (state as ConvnetPlusState).members.length;
    };
    expect(await members(3)).toBe(1);
    expect(await members(4)).toBe(2);
    expect(await members(6)).toBe(2);
  });
});

describe('epochs', () => {
  const told = async (
    id: EstimatorId,
    hyperparameters: Hyperparameters,
    context: Partial<FitContext> = {},
  ) => {
    const epochs: Epoch[] = [];
    const onEpoch = (epoch: Epoch) => void epochs.push(epoch);
    const { report } = await fit(id, hyperparameters, { ...context, onEpoch });
    return { epochs, history: report.history };
  };

  it('are told of as they come: those of the report', async () => {
    for (const [id, hyperparameters] of [SETTINGS[2], SETTINGS[3]]) {
      const { epochs, history } = await told(id, hyperparameters);
      expect(epochs.length).toBeGreaterThan(2);
      expect(epochs).toEqual(history);
    }
  });

  it('of an improved convnet are numbered through its networks', async () => {
    const { epochs, history } = await told(...SETTINGS[4]);
    expect(epochs.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(history).toHaveLength(2);
  });
});

it.each([SETTINGS[3], SETTINGS[4]])(
  'a %s is the same with and without drawings that it is scored on',
  async (id, hyperparameters) => {
    const alone = await fit(id, hyperparameters);
    const watched = await fit(id, hyperparameters, { validation: unseen });
    expect(watched.state).toEqual(alone.state);
    expect(watched.report.history?.[0]?.validationAccuracy).toBeGreaterThanOrEqual(0);
  },
);
