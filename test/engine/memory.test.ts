import { expect, test } from 'vitest';
import { defaultMemoryLimit, memoryNeeded, threadsWithin } from '../../pipeline/engine/memory.ts';
import type { EstimatorId } from '../../src/core/models.ts';
import type { Hyperparameters } from '../../src/learning/classifier.ts';

const fitOf = (estimator: EstimatorId, hyperparameters: Hyperparameters = {}) => ({
  estimator,
  hyperparameters,
});

const task = {
  drawings: 10_000,
  classes: 2,
  trainDrawings: 2000,
  fits: [fitOf('nearest')],
  predictions: 600,
  calibrated: 2000,
} as const;

test('every drawing counts once, and again in each thread that trains on it', () => {
  const more = (changed: object, threads = 1) =>
    memoryNeeded({ ...task, ...changed }, threads) - memoryNeeded(task, threads);
  expect(more({ drawings: 10_001 })).toBe(786);
  expect(more({ trainDrawings: 2001 })).toBe(4 * 786);
  expect(more({ trainDrawings: 2001 }, 4)).toBe(16 * 786);
  expect(more({ calibrated: 2001 })).toBe(2 * 16); // two classes
  expect(more({ predictions: 601 })).toBe(2 * 4);
});

test('a forest of many classes takes by far the most', () => {
  const all = {
    drawings: 345 * 200,
    classes: 345,
    trainDrawings: 345 * 100,
    predictions: 10_000,
    calibrated: 345 * 100,
  };
  const of = (...estimators: readonly ('forest' | 'nearest' | 'convnet')[]) =>
    memoryNeeded({ ...all, fits: estimators.map((estimator) => fitOf(estimator)) }, 2);
  expect(of('nearest', 'convnet')).toBeLessThan(2e9);
  expect(of('forest')).toBeGreaterThan(4e9);
});

test('a forest of more trees takes more, as the largest of several does', () => {
  const of = (...trees: readonly number[]) =>
    memoryNeeded({ ...task, fits: trees.map((count) => fitOf('forest', { trees: count })) }, 1);
  expect(of(300)).toBeGreaterThan(of(100));
  expect(of(100, 300, 10)).toBe(of(300));
  expect(of(100)).toBe(memoryNeeded({ ...task, fits: [fitOf('forest')] }, 1));
});

test('threads are given up until the run fits into the memory', () => {
  const two = memoryNeeded(task, 2);
  expect(threadsWithin(task, 4, two)).toBe(2);
  expect(threadsWithin(task, 4, two - 1)).toBe(1);
  expect(threadsWithin(task, 1, 1e12)).toBe(1);
});

test('a run is never put below what runs of two to ten classes were measured to take', () => {
  const small = { ...task, drawings: 3_600, fits: [fitOf('convnet')] };
  expect(memoryNeeded(small, 2)).toBeGreaterThan(1.21e9);
});

test('the whole game fits into the default, on two threads', () => {
  const words = 345;
  const game = {
    drawings: 303_059,
    classes: words,
    trainDrawings: 254_759,
    fits: [fitOf('wide-convnet'), fitOf('convnet')],
    predictions: words * 100 * 8,
    calibrated: words * 20,
  };
  expect(memoryNeeded(game, 2)).toBeLessThan(2.5e9);
  expect(memoryNeeded(game, 2)).toBeGreaterThan(1.45e9); // what was measured while two networks learnt
});

test('a network for all words, in all their drawings, fits into 2 GB', () => {
  const words = {
    drawings: 354_062,
    classes: 345,
    trainDrawings: 345 * 100,
    fits: [fitOf('convnet')],
    predictions: 345 * 29,
    calibrated: 345 * 100,
  };
  expect(memoryNeeded(words, 2)).toBeLessThan(2e9);
});

test('more cores may take more, and a small machine less', () => {
  expect(defaultMemoryLimit(2)).toBeLessThanOrEqual(2.5e9);
  expect(defaultMemoryLimit(4)).toBeGreaterThanOrEqual(defaultMemoryLimit(2));
});

test('a run that does not fit on one thread is refused with what to do', () => {
  expect(() => threadsWithin({ ...task, fits: [fitOf('forest')] }, 2, 1e8)).toThrow(
    /takes about 1\.0 GB on one thread, more than the 0\.1 GB allowed.*--train-per-class.*--limit-memory \d\.?\d?G.*--models/,
  );
});
