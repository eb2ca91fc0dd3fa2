import { expect, test } from 'vitest';
import { EMPTY_PROJECT } from '../../../../src/activities/train/changes.ts';
import { ownTask } from '../../../../src/activities/train/results/own-task.ts';
import { readSprite } from '../../../../src/core/read-sprite.ts';
import { madeUpOutcome } from './made-up-outcome.ts';

test('the demo gets the reader’s own models and training drawings by addresses of the page’s own', async () => {
  const made: { readonly bytes: Uint8Array; readonly type: string }[] = [];
  const urls = {
    make: (bytes: Uint8Array<ArrayBuffer>, type: string) => `blob:${made.push({ bytes, type })}`,
  };
  const outcome = { ...madeUpOutcome([0, 1], { forest: [0.1, 0.2], convnet: [0.1, 0.9] }), trainIds: ['a'] };
  const pixels = new Uint8Array(784).fill(77);
  const classes = [
    { id: 'c', name: 'cat', word: null, examples: [{ id: 'a', origin: 'drawn', pixels } as const] },
  ];
  const task = await ownTask({ ...EMPTY_PROJECT, classes, outcome }, urls, async () => {});
  expect(task).toMatchObject({
    experiment: 'train',
    classes: ['cat', 'sheep'],
    models: [
      { id: 'forest', url: 'blob:1', bytes: 2, accuracy: 0.5 },
      { id: 'convnet', url: 'blob:2', bytes: 2, accuracy: 1 },
    ],
    exhibits: [{ class: 'cat', url: 'blob:3', count: 1, blocked: [], pixels: [pixels] }],
  });
  expect(made.map(({ type }) => type)).toEqual([
    'application/octet-stream',
    'application/octet-stream',
    'image/png',
  ]);
  expect(readSprite(made[2]?.bytes as Uint8Array, 1, 'sprite')[0]?.[0]).toBeCloseTo(77 / 255, 6);
});
