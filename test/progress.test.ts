import { expect, test } from 'vitest';
import { createProgress, duration } from '../pipeline/progress.ts';

function record(isTTY: boolean) {
  let text = '';
  let clock = 0;
  const out = { isTTY, columns: 100, write: (part: string) => (text += part) };
  return {
    progress: createProgress(out, () => clock),
    tick: (ms: number) => (clock += ms),
    text: () => text,
  };
}

test('a terminal sees bytes, rate and the time left of a download', () => {
  const { progress, tick, text } = record(true);
  progress.load({ className: 'cat', bytes: 0, totalBytes: 4e6 });
  tick(1000);
  progress.load({ className: 'cat', bytes: 1e6, totalBytes: 4e6 });
  expect(text()).toContain('cat [#####...............] 1.0 MB of 4.0 MB, 1.0 MB/s, 3.0 s left');
});

test('the rate of a resumed download counts only what came since', () => {
  const { progress, tick, text } = record(true);
  progress.load({ className: 'cat', bytes: 3e6, totalBytes: 5e6 });
  tick(1000);
  progress.load({ className: 'cat', bytes: 4e6, totalBytes: 5e6 });
  expect(text()).toContain('4.0 MB of 5.0 MB, 1.0 MB/s, 1.0 s left');
});

test('a log file sees one line a finished step and no control characters', () => {
  const { progress, tick, text } = record(false);
  progress.load({ className: 'cat', bytes: 2e6, totalBytes: 4e6 });
  tick(500);
  progress.load({ className: 'cat', bytes: 4e6, totalBytes: 4e6 });
  progress.fitQueued('a fit');
  progress.fitAdvanced('forest, seed 1', { done: 50, total: 100, unit: 'trees' });
  progress.fitDone('forest, seed 1', 1.25, false);
  progress.end();
  expect(text()).toBe('cat: 4.0 MB of drawings\nfit 1 of 1: forest, seed 1, 1.3 s\n');
});

test('a terminal sees which fits are running and how far they are', () => {
  const { progress, tick, text } = record(true);
  progress.fitQueued('a fit');
  progress.fitQueued('a fit');
  tick(61_000);
  progress.fitAdvanced('convnet, seed 1', { done: 3, total: 40, unit: 'epochs' });
  expect(text()).toContain('fits 0/2, 1 min 1 s | convnet, seed 1: 3/40 epochs');
});

test('how many fits there will be is said from the first on, and a search that asks for more is believed', () => {
  const { progress, text } = record(false);
  progress.fitsPlanned(3);
  for (const name of ['a', 'b']) {
    progress.fitQueued(name);
    progress.fitDone(name, 1, false);
  }
  for (const name of ['c', 'd']) progress.fitQueued(name);
  progress.fitDone('c', 1, false);
  progress.end();
  progress.fitQueued('of the next experiment');
  progress.fitDone('of the next experiment', 1, false);
  expect(text().match(/fit \d+ of \d+/g)).toEqual(['fit 1 of 3', 'fit 2 of 3', 'fit 3 of 4', 'fit 1 of 1']);
});

test('fits from the cache are counted at the end', () => {
  const { progress, text } = record(false);
  progress.fitQueued('a fit');
  progress.fitDone('forest', 9, true);
  progress.end();
  expect(text()).toBe('1 of 1 fits were taken from the cache\n');
});

test.each([
  [1.26, '1.3 s'],
  [59.9, '59.9 s'],
  [59.97, '1 min 0 s'],
  [61, '1 min 1 s'],
  [119.7, '2 min 0 s'],
  [3599, '59 min 59 s'],
])('%d seconds read "%s"', (seconds, text) => {
  expect(duration(seconds)).toBe(text);
});

test.each([
  [4.96, '5.0 s'],
  [59.96, '1 min 0 s'],
  [3599, '59 min 59 s'],
  [3600, '1 h 0 min'],
  [9318, '2 h 35 min'],
  [10_799, '3 h 0 min'],
])('%f seconds are told as %s', (seconds, words) => {
  expect(duration(seconds)).toBe(words);
});
