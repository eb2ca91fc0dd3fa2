import { expect, it } from 'vitest';
import { lookup } from '../../src/core/lookup.ts';
import { smallGame } from '../fixtures/small-game.ts';

const result = smallGame();

it.each([
  ['chance', 0.25],
  ['dataset.classes', 4],
  ['network.top1', 0.6],
  ['network.timesChance', 2.4],
  ['convnet.timesChance', 2],
  ['convnet.top5', 0.99],
  ['byWords.2.mean', 0.85],
  ['byWords.2.high', 1],
  ['byDrawings.convnet.50.top1', 0.4],
  ['word.cat.top3', 1],
  ['word.mug.takenFor.share', 0.5],
  ['words.1.top1', 1],
  ['words.-1.top1', 0.2],
  ['words.atLeast.90', 2],
  ['words.below.90', 2],
  ['words.below.30', 1],
  ['words.atLeast.10', 4],
  ['pairs.1.count', 11],
  ['pairs.1.share', 0.55],
])('%s is %d', (name, value) => {
  expect(lookup(result, name).value).toBeCloseTo(value, 10);
});

it.each([
  ['words.1.name', 'sun'],
  ['words.-1.name', 'mug'],
  ['word.mug.takenFor', 'coffee cup'],
  ['pairs.1.first', 'coffee cup'],
  ['pairs.1.second', 'mug'],
])('%s is %s', (name, value) => {
  expect(lookup(result, name).value).toBe(value);
});

it('carries intervals: as many times chance as the share that they are of, and of words by their drawings', () => {
  expect(lookup(result, 'network.timesChance')).toMatchObject({
    low: expect.closeTo(4 * 0.59, 10),
    high: expect.closeTo(4 * 0.61, 10),
  });
  const { low, high } = lookup(result, 'words.-1.top1');
  expect([low, high]).toEqual([expect.closeTo(0.0567, 4), expect.closeTo(0.5098, 4)]); // Wilson, 2 of 10
});
