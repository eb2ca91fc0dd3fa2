import { expect, it } from 'vitest';
import { addSeen } from '../../../src/components/path/add-seen.ts';
import { EMPTY_PATH } from '../../../src/components/path/kept-path.ts';

it('a chapter has been read once each of its blocks has been seen, in whatever order', () => {
  let path = addSeen(EMPTY_PATH, 'the-line', [2], 3);
  expect(path.seen.get('the-line')).toBe('001');
  path = addSeen(path, 'the-line', [0], 3);
  expect(path.read.has('the-line')).toBe(false);
  path = addSeen(path, 'the-line', [1], 3);
  expect([...path.read]).toEqual(['the-line']);
  expect(path.seen.has('the-line')).toBe(false);
});

it('a chapter whose middle was jumped past has not been read', () => {
  const path = addSeen(EMPTY_PATH, 'the-line', [0, 1, 4, 5], 6);
  expect(path.read.size).toBe(0);
});

it('what was seen of a chapter that is longer or shorter by now counts as nothing', () => {
  const before = addSeen(EMPTY_PATH, 'the-line', [0, 1], 3);
  expect(addSeen(before, 'the-line', [2], 4).seen.get('the-line')).toBe('0010');
  expect(addSeen(before, 'the-line', [1], 2).seen.get('the-line')).toBe('01');
});

it('a chapter that has been read stays so when it gets longer', () => {
  const read = addSeen(EMPTY_PATH, 'the-line', [0], 1);
  expect(addSeen(read, 'the-line', [5], 9)).toBe(read);
});

it('what was seen before, or is not there, changes nothing', () => {
  const path = addSeen(EMPTY_PATH, 'the-line', [0], 3);
  expect(addSeen(path, 'the-line', [0], 3)).toBe(path);
  expect(addSeen(path, 'the-line', [3], 3)).toBe(path);
});
