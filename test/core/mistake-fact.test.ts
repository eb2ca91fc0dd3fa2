import { expect, it } from 'vitest';
import { mistakeFact } from '../../src/core/facts/mistake-fact.ts';
import { lookup } from '../../src/core/lookup.ts';
import { wilsonInterval } from '../../src/core/statistics.ts';
import { smallGame } from '../fixtures/small-game.ts';

const result = smallGame();

it.each([
  ['word.mug.as.coffee cup', 5],
  ['word.coffee cup.as.mug', 6],
  ['word.cat.as.mug', 0],
  ['word.cat.as.cat', 9],
])('%s is %d of ten, with its interval', (name, count) => {
  expect(lookup(result, name)).toEqual({ unit: 'share', ...wilsonInterval(count, 10) });
});

it.each(['word.dog.as.cat', 'word.cat.as.dog', 'word.cat.top1', 'network.top1'])('%s is none', (name) => {
  expect(mistakeFact(result, name)).toBeUndefined();
});

it('is no fact of words that there are not, and the error names the nearest that there is', () => {
  expect(() => lookup(result, 'word.cat.as.dog')).toThrow(
    /no value named "word\.cat\.as\.dog"\. Nearest: word\.cat\./,
  );
});
