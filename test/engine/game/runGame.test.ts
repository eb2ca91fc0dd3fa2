/** A whole game, small: from drawings to results, network and map, and nothing to do the second time. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { embeddedSource } from '../../../pipeline/dataset/embedded.ts';
import { planGame } from '../../../pipeline/engine/game/planGame.ts';
import { runGame } from '../../../pipeline/engine/game/runGame.ts';
import type { Settings } from '../../../pipeline/engine/prepare.ts';
import { describePlan } from '../../../pipeline/engine/tellPlan.ts';
import type { Game } from '../../../pipeline/experiments/game.ts';
import { wholeGame } from '../../../pipeline/experiments/whole-game.ts';
import { openModel } from '../../../pipeline/export/openModel.ts';
import { createProgress } from '../../../pipeline/progress.ts';
import type { Network } from '../../../src/core/evidence/layers.ts';
import { readNetworks } from '../../../src/core/evidence/network.ts';
import { lastFeatures, networkEvidence } from '../../../src/core/evidence/network-evidence.ts';
import { facts } from '../../../src/core/lookup.ts';
import { openPlainModel } from '../../../src/core/plain-model.ts';
import { readOnnx } from '../../../src/core/read-onnx.ts';
import { type GameResult, parseAnyResult } from '../../../src/core/results.ts';
import { readNpyFields } from '../../../src/drawings/read/npy-fields.ts';

const WORDS = ['cat', 'circle', 'house', 'ladder', 'line', 'square', 'star', 'sun', 'triangle'];
const GAME: Game = {
  ...wholeGame,
  id: 'small-game',
  classes: WORDS,
  testPerClass: 20,
  validationPerClass: 8,
  mostTrainPerClass: 60,
  network: {
    model: 'wide-convnet',
    hyperparameters: { maps: [8, 12], epochs: 6, learningRate: 0.01, batch: 64 },
  },
  others: [{ model: 'convnet', hyperparameters: { epochs: 2 } }],
  byDrawings: [{ model: 'convnet', hyperparameters: { epochs: 2 }, drawingsPerWord: [10, 30] }],
  byWords: [2, 5],
  wordSamples: 10,
  exhibitsPerClass: 4,
  families: 3,
};

const folder = mkdtempSync(join(tmpdir(), 'game-'));
const source = embeddedSource({ cacheDir: join(folder, 'cache') });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let told = '';
const settings = {
  args: {
    classes: undefined,
    quick: false,
    trainPerClass: undefined,
    cache: join(folder, 'cache'),
    checkpoint: 10,
    shard: undefined,
    workers: 2,
    kernels: 'simd',
    limitMemoryBytes: 4e9,
  },
  source,
  embedded: source,
  folder: join(folder, 'out'),
  root: resolve(import.meta.dirname, '../../..'),
  progress: createProgress({ write: (text) => (told += text) }, () => performance.now()),
} as unknown as Settings;

let result: GameResult;
beforeAll(async () => {
  expect(await runGame(GAME, settings)).toBe(true);
  const file = join(folder, 'out/content/results/small-game.json');
  result = parseAnyResult(JSON.parse(readFileSync(file, 'utf8')), file) as GameResult;
});
const model = () => readFileSync(join(folder, 'out/public', result.network.published.file));

test('the network learns to tell the words apart, better than chance and than the best guess of one', () => {
  const { top1, top3, top5 } = result.network.scores;
  expect(top1.value).toBeGreaterThan(3 / WORDS.length);
  expect(top3.value).toBeGreaterThan(top1.value);
  expect(top5.value).toBeGreaterThan(top3.value);
});

test('the counts of the words are those of the scores', () => {
  const { words, split, network } = result;
  const right = words.reduce((sum, word) => sum + word.right, 0);
  expect(right / (split.testPerClass * WORDS.length)).toBeCloseTo(network.scores.top1.value, 8);
  for (const { right: own, inThree, inFive, takenFor } of words) {
    expect(own).toBeLessThanOrEqual(inThree);
    expect(inThree).toBeLessThanOrEqual(inFive);
    expect(own + takenFor.reduce((sum, [, count]) => sum + count, 0)).toBe(split.testPerClass);
  }
});

test('every word has its place in the order and in a family, and its drawings theirs on the map', () => {
  expect(result.order.toSorted((a, b) => a - b)).toEqual(WORDS.map((_, w) => w));
  expect(result.families.reduce((sum, { size }) => sum + size, 0)).toBe(WORDS.length);
  expect(result.exhibits.map((own) => own.length)).toEqual(WORDS.map(() => 4));
  for (const { at, answers, rank } of result.exhibits.flat()) {
    expect(Math.min(...at)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...at)).toBeLessThanOrEqual(1000);
    expect(answers).toHaveLength(5);
    expect(rank).toBeLessThanOrEqual(WORDS.length);
  }
});

test('the features of the drawings on show are those of the published file, which plain arithmetic finds again', async () => {
  const { file, bytes, dimensions } = result.features;
  const npy = readFileSync(join(folder, 'out/public', file));
  expect([npy.length, dimensions]).toEqual([bytes, 12]);
  const { shape, dataOffset } = readNpyFields(npy, file);
  expect(shape).toEqual([4 * WORDS.length, 12]);
  const star = WORDS.indexOf('star');
  const codes = new Int8Array(npy.buffer, npy.byteOffset + dataOffset).subarray(
    4 * 12 * star,
    4 * 12 * star + 12,
  );
  const { pixels } = await source.load('star', 1);
  const ink = Float32Array.from(pixels, (value) => value / 255);
  const [network] = readNetworks(readOnnx(model()));
  const found = lastFeatures(networkEvidence(network as Network, ink));
  const cosine = (a: Iterable<number>, b: Iterable<number>) => {
    const [x, y] = [[...a], [...b]];
    return (
      x.reduce((sum, value, i) => sum + value * (y[i] as number), 0) / Math.hypot(...x) / Math.hypot(...y)
    );
  };
  expect(found.length).toBe(12);
  expect(cosine(found, codes)).toBeGreaterThan(0.999);
});

test('the fewer the words that it may be, the more are right', () => {
  expect(result.byWords.map(({ words }) => words)).toEqual([2, 5, 9]);
  const means = result.byWords.map(({ mean }) => mean);
  expect(means).toEqual(means.toSorted((a, b) => b - a));
  expect(means.at(-1)).toBeCloseTo(result.network.scores.top1.value, 8);
});

test('the published file says what was measured, temperature and all, with the runtime and without', async () => {
  const shown = (await source.load('star', 100)).pixels.slice(0, 784 * 4);
  const session = await openModel(model());
  const probabilities = await session.probabilities(shown);
  await session.close();
  const star = WORDS.indexOf('star');
  result.exhibits[star]?.forEach(({ answers, row }, i) => {
    expect(row).toBe(i);
    for (const [word, probability] of answers)
      expect(probabilities[i * WORDS.length + word]).toBeCloseTo(probability, 3);
  });
  const plain = openPlainModel(readOnnx(model()));
  const ink = Float32Array.from(shown.subarray(0, 784), (value) => value / 255);
  const answer = plain.probabilities(ink);
  for (const [c, probability] of answer.entries())
    expect(probability).toBeCloseTo(probabilities[c] as number, 5);
});

test('the temperature brings the mean top probability near the accuracy', () => {
  const { before, after, temperature } = result.network.calibration;
  expect(temperature).toBeGreaterThan(0);
  const gap = (when: typeof before) => Math.abs(when.meanTopProbability - result.network.scores.top1.value);
  expect(gap(after)).toBeLessThan(Math.max(0.1, gap(before)));
});

test('prose can quote it', () => {
  const found = facts(result);
  expect(found.get('network.top1')?.value).toBe(result.network.scores.top1.value);
  expect(found.get('chance')?.value).toBeCloseTo(1 / WORDS.length, 12);
  expect(found.get('words.1.name')).toBeDefined();
  expect(found.get('byDrawings.convnet.30.top3')?.unit).toBe('share');
});

test('the same game again has nothing to do, and its plan says so', async () => {
  told = '';
  expect(await runGame(GAME, settings)).toBe(false);
  expect(told).toContain('small-game: up to date, nothing to do');
  const plan = await planGame(GAME, settings);
  expect(plan).toMatchObject({ fits: 4, cached: 4, upToDate: true });
  const other = await planGame({ ...GAME, seed: 2 }, settings);
  expect(other).toMatchObject({ fits: 4, cached: 0, upToDate: false });
  expect(describePlan(other)).toMatch(
    /^small-game: 4 of 4 fits to make \(1 wide-convnet, 3 convnet\), about /,
  );
});

test('nothing half written is left behind', () => {
  expect(readdirSync(join(folder, 'cache/checkpoints'))).toEqual([]);
  expect(readdirSync(join(folder, 'out/content/results'))).toEqual(['small-game.json']);
});
