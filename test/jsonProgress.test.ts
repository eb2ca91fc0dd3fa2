import { expect, test } from 'vitest';
import { createJsonProgress } from '../pipeline/jsonProgress.ts';

test('every line is one JSON object, and a fit under way is told once a second', () => {
  let text = '';
  let clock = 0;
  const progress = createJsonProgress({ write: (part) => (text += part) }, () => clock);
  progress.step('cats', 'fit', 'started');
  progress.fitsPlanned(2);
  progress.fitQueued('forest');
  for (let done = 1; done <= 5; done++) {
    clock += 400;
    progress.fitAdvanced('forest', { done, total: 5, unit: 'trees' });
  }
  progress.fitDone('forest', 2, false);
  progress.fitDone('convnet', 9, true);
  progress.load({ className: 'cat', bytes: 10, totalBytes: 10 });
  progress.step('cats', 'fit', 'done');
  progress.end();
  const fit = { event: 'fit', name: 'forest' };
  expect(
    text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toEqual([
    { event: 'step', experiment: 'cats', step: 'fit', state: 'started' },
    { event: 'fits', total: 2 },
    { ...fit, state: 'queued' },
    { ...fit, state: 'progress', done: 1, total: 5, unit: 'trees' },
    { ...fit, state: 'progress', done: 4, total: 5, unit: 'trees' },
    { ...fit, state: 'done', seconds: 2 },
    { event: 'fit', name: 'convnet', state: 'skipped', seconds: 9 },
    { event: 'load', class: 'cat', state: 'done', bytes: 10, totalBytes: 10 },
    { event: 'step', experiment: 'cats', step: 'fit', state: 'done', seconds: 2 },
  ]);
});
