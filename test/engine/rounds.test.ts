import { expect, test } from 'vitest';
import { temperatureAcrossFolds } from '../../pipeline/engine/calibrate.ts';
import { foldsOf } from '../../pipeline/engine/folds.ts';
import type { DrawingStore } from '../../pipeline/engine/job.ts';
import { everyPair } from '../../pipeline/engine/paired.ts';
import { foldRounds, overlapByClass, seededRounds } from '../../pipeline/engine/rounds.ts';
import { fitTemperature, scaleTemperature } from '../../src/core/metrics.ts';
import { createRandom } from '../../src/core/random.ts';

const COUNT = 60;
const labels = new Uint16Array(new SharedArrayBuffer(2 * COUNT));
for (let i = 0; i < COUNT; i++) labels[i] = i % 3;
const pixels = new Uint8Array(new SharedArrayBuffer(COUNT * 784));
const store: DrawingStore = { classes: ['bee', 'cat', 'dog'], count: COUNT, pixels, labels };
const rowsFrom = (first: number, end: number) =>
  Int32Array.from({ length: end - first }, (_, i) => first + i);
const perClass = (rows: Int32Array) =>
  [0, 1, 2].map((c) => [...rows].filter((row) => labels[row] === c).length);

test('in cross-validation every drawing is tested once, by a round that does not train on it', () => {
  const rounds = foldRounds(store, rowsFrom(0, COUNT), 5, 7);
  const tested = rounds.flatMap(({ test }) => [...test]).sort((a, b) => a - b);
  expect(tested).toEqual(Array.from({ length: COUNT }, (_, i) => i));
  for (const { train, test } of rounds) {
    expect(perClass(test)).toEqual([4, 4, 4]);
    expect(perClass(train(16))).toEqual([16, 16, 16]);
    expect(train(16).some((row) => test.includes(row))).toBe(false);
    const larger = new Set(train(16));
    expect([...train(5)].every((row) => larger.has(row))).toBe(true);
  }
});

test('with one test set every seed draws other drawings from the pool, and the same again when asked again', () => {
  const pool = rowsFrom(6, 51);
  const [one, two] = seededRounds(store, { pool, test: Int32Array.of(0, 1) }, [1, 2]);
  const train = one!.train(5);
  expect(train).toEqual(seededRounds(store, { pool, test: Int32Array.of(2) }, [1])[0]!.train(5));
  expect(train).not.toEqual(two!.train(5));
  expect(perClass(train)).toEqual([5, 5, 5]);
  expect([...train].every((row) => pool.includes(row))).toBe(true);
  expect(one!.test).toEqual(Int32Array.of(0, 1));
});

test('training sets share nothing while they fit into the pool side by side, and then as little as they can', () => {
  const rounds = seededRounds(store, { pool: rowsFrom(0, COUNT), test: Int32Array.of() }, [1, 2, 3, 4, 5]);
  expect(overlapByClass(store, rounds, 4)).toEqual([0, 0, 0]);
  // Five sets of 15 take each of a class’s 20 drawings 3 or 4 times, 3.75 on average, which makes 3 or 6 pairs of sets that share it.
  const sharedByPair = (20 * (0.75 * 6 + 0.25 * 3)) / 10;
  for (const share of overlapByClass(store, rounds, 15)) expect(share).toBeCloseTo(sharedByPair / 15, 12);
  const sets = rounds.map(({ train }) => new Set(train(15)));
  const common = (a: Set<number>, b: Set<number>) => [...a].filter((row) => b.has(row)).length / 45;
  const pairs = sets.flatMap((a, i) => sets.slice(i + 1).map((b) => common(a, b)));
  expect(pairs.reduce((sum, each) => sum + each, 0) / pairs.length).toBeCloseTo(sharedByPair / 15, 12);
  expect(overlapByClass(store, rounds, 20)).toEqual([1, 1, 1]);
  expect(overlapByClass(store, rounds.slice(0, 1), 15)).toEqual([0, 0, 0]);
});

test('a larger training set of a seed holds the smaller one', () => {
  const [, second] = seededRounds(store, { pool: rowsFrom(0, COUNT), test: Int32Array.of() }, [1, 2, 3]);
  const larger = new Set(second!.train(15));
  expect([...second!.train(6)].every((row) => larger.has(row))).toBe(true);
});

test('folds depend on the rows and the seed alone, and hold each row once', () => {
  const rows = Int32Array.from({ length: 30 }, (_, i) => 2 * i);
  const folds = foldsOf(store, rows, 3, 'sweep');
  expect(folds).toEqual(foldsOf(store, rows, 3, 'sweep'));
  expect(folds).not.toEqual(foldsOf(store, rows, 3, 'another'));
  const validated = folds.flatMap(({ validation }) => [...validation]).sort((a, b) => a - b);
  expect(validated).toEqual([...rows]);
});

test('a fold gets the temperature that suits the others, never its own', () => {
  const random = createRandom('temperatures');
  const part = (boldness: number) => {
    const truth = Uint8Array.from({ length: 200 }, () => random.int(2));
    const probabilities = new Float32Array(400);
    truth.forEach((label, i) => {
      const right = random.next() < 0.8;
      probabilities[2 * i + (right ? label : 1 - label)] = boldness;
      probabilities[2 * i + (right ? 1 - label : label)] = 1 - boldness;
    });
    return { probabilities, labels: truth };
  };
  const [bold, mild] = [part(0.99), part(0.7)];
  const { scaled, temperature } = temperatureAcrossFolds([bold, mild], 2);
  const ofMild = fitTemperature(mild.probabilities, mild.labels);
  const ofBold = fitTemperature(bold.probabilities, bold.labels);
  expect(ofBold).toBeGreaterThan(ofMild);
  expect(scaled.subarray(0, 400)).toEqual(scaleTemperature(bold.probabilities, 2, ofMild));
  expect(scaled.subarray(400)).toEqual(scaleTemperature(mild.probabilities, 2, ofBold));
  expect(temperature).toBeCloseTo((ofMild + ofBold) / 2, 1);
});

test('every two models are tested against each other once', () => {
  const certain = (answers: readonly number[]) =>
    Float32Array.from(answers.flatMap((answer) => (answer === 0 ? [1, 0] : [0, 1])));
  const truth = Uint8Array.from([0, 0, 0, 0, 0, 0, 1, 1]);
  const pairs = everyPair(
    [
      { id: 'right', probabilities: certain([0, 0, 0, 0, 0, 0, 1, 1]) },
      { id: 'wrong', probabilities: certain([1, 1, 1, 1, 1, 1, 1, 1]) },
      { id: 'half', probabilities: certain([0, 0, 0, 1, 1, 1, 1, 0]) },
    ],
    truth,
  );
  expect(pairs.map(({ a, b, onlyA, onlyB }) => [a, b, onlyA, onlyB])).toEqual([
    ['right', 'wrong', 6, 0],
    ['right', 'half', 4, 0],
    ['wrong', 'half', 1, 3],
  ]);
  expect(pairs[0]?.pValue).toBeCloseTo(2 / 64, 12);
});
