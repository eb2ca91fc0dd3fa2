import { describe, expect, it } from 'vitest';
import { ESTIMATOR_IDS, type EstimatorId } from '../../src/core/models.ts';
import { createRandom } from '../../src/core/random.ts';
import type {
  Classifier,
  Drawings,
  FitProgress,
  Hyperparameters,
  LabelledDrawings,
} from '../../src/learning/classifier.ts';
import { createClassifier, fromState } from '../../src/learning/index.ts';
import { bars } from './bars.ts';

interface Family {
  readonly id: EstimatorId;
  /** Enough to learn bars, and quick. */
  readonly hyperparameters: Hyperparameters;
  /** Whether the model depends on the seed. */
  readonly isRandom: boolean;
  /** What its progress counts, if a fit takes long enough to have any. */
  readonly unit?: string;
}

/** Adding a family is adding one row. */
const FAMILIES: readonly Family[] = [
  { id: 'forest', hyperparameters: { trees: 60 }, isRandom: true, unit: 'trees' },
  { id: 'nearest', hyperparameters: { k: 3, form: 'pixels' }, isRandom: false },
  { id: 'nearest', hyperparameters: { k: 3, weights: 'distance' }, isRandom: false },
  { id: 'nearest', hyperparameters: { k: 5, form: 'codes', components: 24 }, isRandom: false },
  { id: 'perceptron', hyperparameters: { maxEpochs: 40, batch: 20 }, isRandom: true, unit: 'epochs' },
  { id: 'convnet', hyperparameters: { epochs: 6 }, isRandom: true, unit: 'epochs' },
  {
    id: 'convnet-plus',
    hyperparameters: { epochs: 8, augmentFlip: false, augmentRotation: 0 },
    isRandom: true,
    unit: 'epochs',
  },
  {
    id: 'wide-convnet',
    hyperparameters: { epochs: 8, maps: [8, 16], batch: 32, augmentFlip: false, augmentRotation: 0 },
    isRandom: true,
    unit: 'epochs',
  },
  { id: 'logistic', hyperparameters: { C: 0.5 }, isRandom: false },
  { id: 'linear-svm', hyperparameters: { C: 0.5 }, isRandom: false },
  { id: 'rbf-svm', hyperparameters: { C: 10 }, isRandom: false },
];

it('every family has a row', () => {
  expect(new Set(FAMILIES.map(({ id }) => id))).toEqual(new Set(ESTIMATOR_IDS));
});

const train = bars(200, createRandom('train'));
const unseen = bars(100, createRandom('unseen'));
const none: Drawings = { count: 0, pixels: new Uint8Array(0) };

const choices = (probabilities: Float32Array, classes: number) =>
  Array.from({ length: probabilities.length / classes }, (_, i) => {
    const row = probabilities.subarray(i * classes, (i + 1) * classes);
    return row.indexOf(Math.max(...row));
  });

const accuracy = (probabilities: Float32Array, { labels, classes }: LabelledDrawings) =>
  choices(probabilities, classes.length).filter((choice, i) => choice === labels[i]).length / labels.length;

const rowSums = (probabilities: Float32Array, classes: number) =>
  Array.from({ length: probabilities.length / classes }, (_, i) =>
    probabilities.subarray(i * classes, (i + 1) * classes).reduce((a, b) => a + b, 0),
  );

describe.each(FAMILIES)('$id $hyperparameters', ({ id, hyperparameters, isRandom, unit }) => {
  const create = () => createClassifier(id, hyperparameters);
  const fitted = async (seed: string, drawings = train): Promise<Classifier> => {
    const classifier = create();
    await classifier.fit(drawings, { random: createRandom(seed) });
    return classifier;
  };
  // Fitted once for all tests that only look at the result.
  let first: Promise<Classifier> | undefined;
  const shared = () => {
    first ??= fitted('a');
    return first;
  };

  it('names its family and fills in its hyperparameters', () => {
    expect(create().id).toBe(id);
    expect(create().hyperparameters).toMatchObject(hyperparameters);
    expect(Object.keys(createClassifier(id).hyperparameters)).not.toEqual([]);
  });

  it('refuses a hyperparameter that it does not know', () => {
    expect(() => createClassifier(id, { ...hyperparameters, treez: 3 })).toThrow(/treez/);
  });

  it('refuses to predict, or to show its state, before it is fitted', async () => {
    await expect(create().predictProba(unseen)).rejects.toThrow(/fit/);
    expect(() => create().state()).toThrow(/fit/);
  });

  it('refuses to learn from no drawings', async () => {
    const empty = { ...none, labels: new Uint8Array(0), classes: train.classes };
    await expect(create().fit(empty, { random: createRandom(1) })).rejects.toThrow(RangeError);
  });

  it('refuses to learn a single class', async () => {
    const single = { ...train, labels: new Uint8Array(train.count), classes: ['horizontal'] };
    await expect(create().fit(single, { random: createRandom(1) })).rejects.toThrow(/two classes, got 1/);
  });

  it('refuses labels that are no class, and bitmaps of the wrong length', async () => {
    const random = createRandom(1);
    const labels = train.labels.slice();
    labels[7] = 2;
    await expect(create().fit({ ...train, labels }, { random })).rejects.toThrow(RangeError);
    await expect(create().fit({ ...train, count: 199 }, { random })).rejects.toThrow(RangeError);
    await expect((await shared()).predictProba({ ...unseen, count: 101 })).rejects.toThrow(RangeError);
  });

  it('gives every drawing one probability a class, summing to 1', async () => {
    const probabilities = await (await shared()).predictProba(unseen);
    expect(probabilities).toBeInstanceOf(Float32Array);
    expect(probabilities).toHaveLength(unseen.count * 2);
    for (const p of probabilities) expect(p).toBeGreaterThanOrEqual(0);
    for (const sum of rowSums(probabilities, 2)) expect(sum).toBeCloseTo(1, 5);
  });

  it('learns to tell horizontal from vertical bars that it has not seen', async () => {
    expect(accuracy(await (await shared()).predictProba(unseen), unseen)).toBeGreaterThan(0.95);
  });

  it('does not depend on the drawings that stand beside one', async () => {
    const classifier = await shared();
    const together = await classifier.predictProba(unseen);
    const alone = await classifier.predictProba({ count: 1, pixels: unseen.pixels.slice(784 * 5, 784 * 6) });
    expect(alone[0]).toBeCloseTo(together[10]!, 5);
  });

  it('predicts nothing for no drawings', async () => {
    expect(await (await shared()).predictProba(none)).toEqual(new Float32Array(0));
  });

  it('gives the same model for the same seed, bit for bit', async () => {
    const [one, two] = [await shared(), await fitted('a')];
    expect(two.state()).toEqual(one.state());
    expect(await two.predictProba(unseen)).toEqual(await one.predictProba(unseen));
  });

  it('draws on nothing but the random generator that it is given', async () => {
    const one = await (await shared()).predictProba(unseen);
    const other = await (await fitted('b')).predictProba(unseen);
    if (isRandom) expect(other).not.toEqual(one);
    else expect(other).toEqual(one);
  });

  it('forgets what it has learnt when it is fitted again', async () => {
    const again = await fitted('b', bars(60, createRandom('other')));
    await again.fit(train, { random: createRandom('a') });
    expect(again.state()).toEqual((await shared()).state());
  });

  it('leaves the drawings as they are, and does not follow them when they change', async () => {
    const own = { ...train, pixels: train.pixels.slice(), labels: train.labels.slice() };
    const classifier = await fitted('a', own);
    expect(own).toEqual(train);
    own.pixels.fill(0);
    own.labels.fill(0);
    expect(await classifier.predictProba(unseen)).toEqual(await (await shared()).predictProba(unseen));
  });

  it('predicts the same from a structured clone of its state', async () => {
    const one = await shared();
    const copy = fromState(structuredClone(one.state()));
    expect(copy.id).toBe(id);
    expect(copy.state()).toEqual(one.state());
    expect(await copy.predictProba(unseen)).toEqual(await one.predictProba(unseen));
  });

  it('learns four classes', async () => {
    const four = await fitted('a', bars(400, createRandom('train'), 4));
    const others = bars(200, createRandom('unseen'), 4);
    const probabilities = await four.predictProba(others);
    expect(probabilities).toHaveLength(others.count * 4);
    for (const sum of rowSums(probabilities, 4)) expect(sum).toBeCloseTo(1, 5);
    expect(accuracy(probabilities, others)).toBeGreaterThan(0.9); // guessing gives 0.25
  });

  it('copes with a class that has no drawings, and with labels of two bytes', async () => {
    const labels = Uint16Array.from(train.labels, (label) => 2 * label);
    const sparse: LabelledDrawings = { ...train, labels, classes: ['horizontal', 'zigzag', 'vertical'] };
    const probabilities = await (await fitted('a', sparse)).predictProba(unseen);
    const right = choices(probabilities, 3).filter((choice, i) => choice === 2 * unseen.labels[i]!);
    expect(right.length / unseen.count).toBeGreaterThan(0.95);
  });

  if (unit)
    it(`counts its progress in ${unit}, up to all of them`, async () => {
      const seen: FitProgress[] = [];
      await create().fit(train, { random: createRandom('a'), onProgress: (progress) => seen.push(progress) });
      expect(seen.length).toBeGreaterThan(1);
      expect(seen.every((progress) => progress.unit === unit)).toBe(true);
      expect(seen.at(-1)!.done).toBe(seen.at(-1)!.total);
      expect(seen.map(({ done }) => done)).toEqual(seen.map(({ done }) => done).sort((a, b) => a - b));
    });
});

describe('createClassifier', () => {
  it('refuses a family that does not exist, and names those that do', () => {
    expect(() => createClassifier('oracle' as EstimatorId)).toThrow(
      /no model family "oracle".*forest, nearest/,
    );
  });
});
