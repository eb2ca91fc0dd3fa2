import { expect, it } from 'vitest';
import { ANSWERS_KEY } from '../../../src/components/exercise/kept-answers.ts';
import { forgetPath } from '../../../src/components/path/forget-path.ts';
import { PATH_KEY } from '../../../src/components/path/kept-path.ts';

function memory(entries: readonly (readonly [string, string])[]) {
  const kept = new Map(entries);
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => void kept.set(key, text),
    removeItem: (key: string) => void kept.delete(key),
  };
}

it('the path and its answers are forgotten, nothing else is, and both can be brought back', () => {
  const before = [
    [PATH_KEY, '{"version":1}'],
    [ANSWERS_KEY, '{"a":"1"}'],
    ['quiz', '{}'],
    ['theme', 'dark'],
  ] as const;
  const storage = memory(before);
  const takeBack = forgetPath(() => storage);
  expect([...storage.kept.keys()]).toEqual(['quiz', 'theme']);
  takeBack();
  expect(storage.kept).toEqual(new Map(before));
});

it('what was not there is not brought back', () => {
  const storage = memory([[ANSWERS_KEY, '{}']]);
  forgetPath(() => storage)();
  expect([...storage.kept]).toEqual([[ANSWERS_KEY, '{}']]);
});

it('nothing happens where storage is barred', () => {
  const takeBack = forgetPath(() => {
    throw new DOMException('barred', 'SecurityError');
  });
  expect(takeBack).not.toThrow();
});
