import { expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../../src/activities/train/changes.ts';
import { beginProject } from '../../../../src/activities/train/tasks/begin.ts';
import type { Word } from '../../../../src/components/words/word.ts';
import { PIXELS } from '../../../../src/learning/classifier.ts';

const word = (name: string): Word => ({ word: name, file: `${name}.png`, count: 100, blocked: [] });
const drawings = async ({ word: name }: Word) =>
  Array.from({ length: 100 }, (_, i) => ({
    id: `${name} ${i}`,
    origin: 'word' as const,
    pixels: new Uint8Array(PIXELS),
  }));
const nothing = { words: [], own: [], examples: null, settings: {}, models: null };

it('fetches as many drawings as are asked for, and leaves own classes empty', async () => {
  const project = await beginProject(
    { ...nothing, words: ['cat', 'sheep'], own: ['my cat'], examples: 20, settings: { perClass: 5 } },
    [word('sheep'), word('cat')],
    drawings,
  );
  expect(project.classes.map(({ name, word, examples }) => [name, word, examples.length])).toEqual([
    ['cat', 'cat', 20],
    ['sheep', 'sheep', 20],
    ['my cat', null, 0],
  ]);
  expect(project.settings).toEqual({ ...DEFAULT_SETTINGS, perClass: 5 });
  expect(project.name).toBe('cat and sheep and my cat');
});

it('chooses the models that are asked for, and no others', async () => {
  const project = await beginProject(
    { ...nothing, words: ['cat'], models: ['nearest', 'convnet-plus'] },
    [word('cat')],
    drawings,
  );
  expect(project.settings.models.filter(({ chosen }) => chosen).map(({ id }) => id)).toEqual([
    'nearest',
    'convnet-plus',
  ]);
});

it('passes on why drawings cannot be had, and begins nothing', async () => {
  const lost = async () => {
    throw new Error('The drawings of “cat” cannot be fetched.');
  };
  await expect(beginProject({ ...nothing, words: ['cat'] }, [word('cat')], lost)).rejects.toThrow(
    'cannot be fetched',
  );
});
