import { expect, test } from 'vitest';
import { createExclusive } from '../../src/core/exclusive.ts';

test('tasks run one at a time, in the order of asking', async () => {
  const exclusive = createExclusive();
  const events: string[] = [];
  const task = (name: string) => async () => {
    events.push(`${name} begins`);
    await new Promise((resolve) => setTimeout(resolve, 1));
    events.push(`${name} ends`);
    return name;
  };
  const results = await Promise.all(['a', 'b', 'c'].map((name) => exclusive(task(name))));
  expect(results).toEqual(['a', 'b', 'c']);
  expect(events).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
});

test('a task that fails rejects for its asker alone, and the next one runs', async () => {
  const exclusive = createExclusive();
  const failing = exclusive(() => Promise.reject(new Error('broken')));
  const next = exclusive(async () => 'fine');
  await expect(failing).rejects.toThrow('broken');
  await expect(next).resolves.toBe('fine');
});
