import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../../src/activities/train/changes.ts';
import { TASKS, taskOf } from '../../../../src/activities/train/tasks/tasks.ts';
import { isAt } from '../../../../src/activities/train/tasks/tried.ts';

const files: Readonly<Record<string, string>> = {
  '#more-drawings': '03-more-drawings',
  '#four-ways': '02-four-ways',
  '#mistakes': '05-mistakes',
  'part-2/#the-same-doodle': '10-the-same-doodle',
  'part-2/#how-sure': '09-how-sure',
};

describe('TASKS', () => {
  it.each(TASKS.map((task) => [task.title, task] as const))(
    '%s leads to a chapter that is there, by its title',
    (_, task) => {
      const chapter = readFileSync(`content/article/${files[task.chapter.path]}.mdx`, 'utf8');
      expect(chapter).toContain(`title: ${task.chapter.name}\n`);
    },
  );

  it.each(TASKS.filter(({ steps }) => steps.length > 0).map((task) => [task.title, task] as const))(
    '%s begins at one of its steps, and no two steps are the same',
    (_, { start, steps }) => {
      const settings = { ...DEFAULT_SETTINGS, ...start.settings };
      expect(steps.filter((step) => isAt(settings, step))).toHaveLength(1);
      expect(new Set(steps.map(({ change, knobs }) => JSON.stringify([change, knobs]))).size).toBe(
        steps.length,
      );
    },
  );

  it('are found by their names', () => {
    expect(taskOf('ruin-it')?.title).toBe('Ruin it');
    expect(taskOf('fly')).toBeUndefined();
  });
});
