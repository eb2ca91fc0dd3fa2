import { expect, it } from 'vitest';
import { withWords } from '../../../src/activities/draw/with-words.ts';
import type { DemoTask } from '../../../src/components/demo-task.ts';

const task: DemoTask = { experiment: 'whole-game', name: 'anything', classes: [], models: [], exhibits: [] };

it('a task whose words came packed gets their names, in their order, and their drawings', () => {
  const { classes, exhibits, words } = withWords({ ...task, words: 'hot dog:3,95|ant' });
  expect(classes).toEqual(['hot dog', 'ant']);
  expect(exhibits).toEqual([
    { class: 'hot dog', file: 'exhibits/words/hot-dog.png', count: 100, blocked: [3, 95] },
    { class: 'ant', file: 'exhibits/words/ant.png', count: 100, blocked: [] },
  ]);
  expect(words).toBeUndefined();
});

it('any other task stays what it is', () => {
  const small = { ...task, classes: ['cat', 'sheep'] };
  expect(withWords(small)).toEqual(small);
});
