import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Throttle } from '../../src/components/throttle.ts';

let said: string[];
let throttle: Throttle<string>;
beforeEach(() => {
  vi.useFakeTimers();
  said = [];
  throttle = new Throttle(1000, (text) => said.push(text));
});
afterEach(() => {
  vi.useRealTimers();
});

test('the first text is said at once, of the others the newest when its turn has come', () => {
  for (const text of ['a', 'b', 'c']) throttle.offer(text);
  expect(said).toEqual(['a']);
  vi.advanceTimersByTime(999);
  expect(said).toEqual(['a']);
  vi.advanceTimersByTime(1);
  expect(said).toEqual(['a', 'c']);
});

test('after a silence the next text is said at once, but none twice in a row', () => {
  throttle.offer('a');
  vi.advanceTimersByTime(5000);
  throttle.offer('a');
  throttle.offer('b');
  expect(said).toEqual(['a', 'b']);
});

test('what is forced is said at once, also twice, and what waited is dropped', () => {
  throttle.offer('a');
  throttle.offer('b');
  throttle.force('c');
  throttle.force('c');
  vi.advanceTimersByTime(5000);
  expect(said).toEqual(['a', 'c', 'c']);
});

test('what waits is not said after a stop', () => {
  throttle.offer('a');
  throttle.offer('b');
  throttle.stop();
  vi.advanceTimersByTime(5000);
  expect(said).toEqual(['a']);
});
