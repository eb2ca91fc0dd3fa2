import { expect, it } from 'vitest';
import { Dwell, SEEN_SECONDS } from '../../../src/components/path/dwell.ts';

/** What counts as seen after so many seconds more. */
const pass = (dwell: Dwell<string>, seconds: number): string[] =>
  Array.from({ length: seconds }, () => dwell.tick()).flat();

it('a block counts as seen once it has been in the window long enough, and only once', () => {
  const dwell = new Dwell<string>();
  dwell.show('a', true);
  expect(pass(dwell, SEEN_SECONDS - 1)).toEqual([]);
  expect(pass(dwell, 1)).toEqual(['a']);
  expect(pass(dwell, 3 * SEEN_SECONDS)).toEqual([]);
});

it('a block that rushes past does not count, and its seconds are added up when it comes again', () => {
  const dwell = new Dwell<string>();
  dwell.show('a', true);
  pass(dwell, 2);
  dwell.show('a', false);
  expect(pass(dwell, SEEN_SECONDS)).toEqual([]);
  dwell.show('a', true);
  expect(pass(dwell, SEEN_SECONDS - 2)).toEqual(['a']);
});

it('the reader has stayed with what is in the window and has been seen', () => {
  const dwell = new Dwell<string>();
  dwell.show('a', true);
  pass(dwell, SEEN_SECONDS);
  dwell.show('b', true);
  pass(dwell, 1);
  expect(dwell.stayedWith()).toEqual(['a']);
  dwell.show('a', false);
  expect(dwell.stayedWith()).toEqual([]);
});
