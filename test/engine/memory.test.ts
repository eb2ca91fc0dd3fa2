import { expect, test } from 'vitest';
import { memoryNeeded, threadsWithin } from '../../pipeline/engine/memory.ts';

const task = {
  drawings: 10_000,
  classes: 2,
  trainDrawings: 2000,
  estimators: ['nearest'],
  trees: 0,
} as const;

test('every drawing counts three times, and twice in each thread that trains on it', () => {
  const more = (changed: object, threads = 1) =>
    memoryNeeded({ ...task, ...changed }, threads) - memoryNeeded(task, threads);
  expect(more({ drawings: 10_001 })).toBe(3 * 786);
  expect(more({ trainDrawings: 2001 })).toBe(2 * 786);
  expect(more({ trainDrawings: 2001 }, 4)).toBe(8 * 786);
});

test('a forest of many classes takes by far the most', () => {
  const all = { drawings: 345 * 200, classes: 345, trainDrawings: 345 * 100 };
  const of = (estimators: readonly ('forest' | 'nearest' | 'convnet')[]) =>
    memoryNeeded({ ...all, estimators, trees: 100 }, 2);
  expect(of(['nearest', 'convnet'])).toBeLessThan(1e9);
  expect(of(['forest'])).toBeGreaterThan(4e9);
});

test('threads are given up until the run fits into the memory', () => {
  const two = memoryNeeded(task, 2);
  expect(threadsWithin(task, 4, two)).toBe(2);
  expect(threadsWithin(task, 4, two - 1)).toBe(1);
  expect(threadsWithin(task, 1, 1e12)).toBe(1);
});

test('a run that does not fit on one thread is refused with what to do', () => {
  expect(() => threadsWithin({ ...task, estimators: ['forest'] }, 2, 1e8)).toThrow(
    /takes about 0\.\d GB on one thread, more than the 0\.1 GB allowed.*--train-per-class.*--models/,
  );
});
