import { describe, expect, it, test } from 'vitest';
import type { Score } from '../../../src/activities/quiz/grade.ts';
import {
  addQuiz,
  forgetTally,
  openStore,
  readTally,
  writeTally,
} from '../../../src/activities/quiz/tally.ts';

function memory(content: Record<string, string> = {}) {
  const items = new Map(Object.entries(content));
  return {
    items,
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  };
}
const deny = () => {
  throw new DOMException('denied', 'SecurityError');
};
const denied = { getItem: deny, setItem: deny, removeItem: deny };
const quiz = (you: number, convnet: number): Score[] =>
  (
    [
      ['you', you],
      ['convnet', convnet],
    ] as const
  ).map(([who, right]) => ({ who, right, of: 10, share: { value: 0, low: 0, high: 0 } }));

test('quizzes add up by experiment, and come back from the store', () => {
  const store = memory();
  let tally = addQuiz({}, 'five-animals', quiz(7, 9), ['bee-1']);
  tally = addQuiz(tally, 'five-animals', quiz(5, 8), ['bee-1', 'dog-2']);
  tally = addQuiz(tally, 'cats-and-sheep', quiz(10, 10), []);
  expect(writeTally(store, tally)).toBe(true);
  expect(readTally(store)).toEqual({
    'five-animals': { of: 20, right: { you: 12, convnet: 17 }, used: ['bee-1', 'dog-2'] },
    'cats-and-sheep': { of: 10, right: { you: 10, convnet: 10 }, used: [] },
  });
  forgetTally(store);
  expect(readTally(store)).toEqual({});
});

describe('a browser that keeps nothing', () => {
  it('has no store, whether it denies the object or its use', () => {
    expect(openStore(deny)).toBeNull();
    expect(openStore(() => denied as unknown as Storage)).toBeNull();
  });
  it('forgets without a fuss', () => {
    for (const store of [null, denied]) {
      expect(readTally(store)).toEqual({});
      expect(writeTally(store, {})).toBe(false);
      expect(() => forgetTally(store)).not.toThrow();
    }
  });
});

test('a store that works is opened and left as it was', () => {
  const store = memory({ quiz: 'x' });
  expect(openStore(() => store as unknown as Storage)).toBe(store);
  expect([...store.items]).toEqual([['quiz', 'x']]);
});

const record = (change: object) => ({ of: 10, right: { you: 5, forest: 6 }, used: ['bee-1'], ...change });
test.each([
  ['no JSON', '{'],
  ['null', 'null'],
  ['a list', '[]'],
  ['another version', JSON.stringify({ version: 9, experiments: { a: record({}) } })],
  ['no experiments', JSON.stringify({ version: 1 })],
  ...(
    [
      ['more right than answered', { right: { you: 11 } }],
      ['a negative count', { of: -1 }],
      ['a count that is text', { of: '10' }],
      ['half a drawing', { right: { you: 2.5 } }],
      ['a model with more right than answered', { right: { you: 1, forest: 99 } }],
      ['no score of the reader', { right: { forest: 2 } }],
      ['used that is no list', { used: 'bee-1' }],
      ['used without end', { used: Array.from({ length: 3000 }, (_, i) => `bee-${i}`) }],
    ] as const
  ).map(([what, change]) => [what, JSON.stringify({ version: 1, experiments: { a: record(change) } })]),
])('a store with %s counts as empty', (_, text) => {
  expect(readTally(memory({ quiz: text as string }))).toEqual({});
});

test('what is sound beside something spoilt is kept, and what is unknown is dropped', () => {
  const experiments = {
    a: record({ right: { you: 5, oracle: 10 }, used: ['bee-1', 7, null] }),
    b: record({ of: null }),
  };
  expect(readTally(memory({ quiz: JSON.stringify({ version: 1, experiments }) }))).toEqual({
    a: { of: 10, right: { you: 5 }, used: ['bee-1'] },
  });
});
