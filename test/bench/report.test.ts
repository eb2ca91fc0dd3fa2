import { expect, test } from 'vitest';
import type { Contest } from './contest.ts';
import { againstLine, againstTable, contestTable, ratiosLine, scalingTable, sizesTable } from './report.ts';
import { wordsOf } from './sizes.ts';

const entry = (seconds: number) => ({
  seconds,
  fitSeconds: seconds,
  predictSeconds: 0,
  cpuSeconds: 8.5,
  accuracy: 0.75,
  epochs: 3,
});
const whole = (wholeSeconds: number) => ({
  models: {},
  wholeSeconds,
  cpuSeconds: 8,
  peakMemoryBytes: 2 ** 28,
});
const both: Contest = {
  ours: { forest: entry(2), nearest: entry(1), perceptron: entry(4), convnet: entry(10) },
  peers: { forest: entry(3), nearest: entry(1), perceptron: entry(2), convnet: entry(35) },
  whole: { ours: whole(10), peers: whole(41) },
};

test('the last line says how many times as fast as its peer each model is', () => {
  expect(ratiosLine(both)).toBe(
    'ratios: forest 1.50, nearest 1.00, perceptron 0.50, convnet 3.50, whole 4.10',
  );
});

test('without peers every ratio is n/a', () => {
  const alone = { ...both, peers: {}, whole: { ours: whole(10) } };
  expect(ratiosLine(alone)).toBe('ratios: forest n/a, nearest n/a, perceptron n/a, convnet n/a, whole n/a');
  expect(contestTable(alone)).toMatch(/forest +2\.00 +n\/a/);
});

test('the tables name seconds, accuracies, processor time and memory', () => {
  const table = contestTable(both);
  expect(table).toMatch(/convnet +10\.00 +35\.00 +3\.50 +8\.50 +8\.50 +75\.0 +75\.0/);
  expect(table).toMatch(/peak memory, MB +256 +256/);
  const row = { times: 2, train: 100, test: 50, process: { ...whole(3), models: { forest: entry(2) } } };
  expect(scalingTable([row])).toMatch(/2x +100 +50 +3\.00 +8\.00 +256 +2\.00 +n\/a/);
});

const pairs = [
  { name: 'nearest', unit: 'seconds', here: 0.5, there: 2 },
  { name: 'wide network', unit: 'drawings a second', here: 450, there: 150 },
] as const;

test('against another checkout, fewer seconds are faster, and so are more drawings a second', () => {
  expect(againstLine(pairs)).toBe('against: nearest 4.00, wide network 3.00');
  const table = againstTable(pairs);
  expect(table).toMatch(/nearest +seconds +0\.50 +2\.00 +4\.00/);
  expect(table).toMatch(/wide network +drawings a second +450 +150 +3\.00/);
});

test('the costs by size name seconds and memory of the families that were asked for', () => {
  const cost = {
    fitSeconds: 3,
    predictSeconds: 0.25,
    cpuSeconds: 4,
    peakMemoryBytes: 2 ** 28,
    accuracy: 0.5,
  };
  const table = sizesTable([
    { words: 5, train: 3450, test: 1000, costs: { forest: cost, convnet: { ...cost, fitSeconds: 7 } } },
    { words: 345, train: 13_800, test: 1035, costs: { forest: cost } },
  ]);
  expect(table).not.toMatch(/nearest/);
  expect(table).toMatch(/forest +5 +3450 +1000 +3\.00 +0\.25 +4\.00 +256 +50\.0\n/);
  expect(table).toMatch(/forest +345 +13800 +1035 .*\nconvnet +5 +3450 +1000 +7\.00 /);
});

test('more words go on from the five of the bench, each once', () => {
  expect(wordsOf(5)).toEqual(['bird', 'cat', 'dog', 'flower', 'house']);
  expect(new Set(wordsOf(345)).size).toBe(345);
});
