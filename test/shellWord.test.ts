import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { shellWord } from '../pipeline/shellWord.ts';

it('leaves plain words as they are', () => {
  for (const word of ['drawings', '../my-drawings/2026', 'cat,sheep', '/data/a_b.json'])
    expect(shellWord(word)).toBe(word);
});

it.each([
  '$(id)',
  '`id`',
  "robot's friend",
  'my drawings',
  'a"b',
  '$HOME',
  '~/x',
  'a\\b',
  '',
  '*',
  'a;b',
  "''",
  'a\nb',
])('gives %j such that a shell takes it for that', (word) => {
  const { stdout } = spawnSync('sh', ['-c', `printf '%s' ${shellWord(word)}`], { encoding: 'utf8' });
  expect(stdout).toBe(word);
});
