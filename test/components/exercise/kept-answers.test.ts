import { expect, it } from 'vitest';
import { keepAnswer, readAnswers } from '../../../src/components/exercise/kept-answers.ts';

/** A storage in memory. */
function memory(start: string | null = null) {
  let text = start;
  return {
    getItem: () => text,
    setItem: (_: string, value: string) => {
      text = value;
    },
  };
}

it('answers are kept side by side, the later of two for one exercise', () => {
  const kept = memory();
  keepAnswer(() => kept, 'a', '1');
  keepAnswer(() => kept, 'b', '95');
  keepAnswer(() => kept, 'a', '0');
  expect([...readAnswers(() => kept)]).toEqual([
    ['a', '0'],
    ['b', '95'],
  ]);
});

it.each([null, '', 'no JSON', '3', 'null', '[1]', '{"a": 1}'])('nothing of ours is read from %j', (text) => {
  expect(readAnswers(() => memory(text)).size).toBe(0);
});

it('storage that is barred or full is as if nothing was kept', () => {
  const barred = () => {
    throw new Error('barred');
  };
  expect(readAnswers(barred).size).toBe(0);
  expect(() => keepAnswer(barred, 'a', '1')).not.toThrow();
  const full = { getItem: () => null, setItem: barred };
  expect(() => keepAnswer(() => full, 'a', '1')).not.toThrow();
});
