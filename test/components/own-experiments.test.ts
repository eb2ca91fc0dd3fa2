import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';

vi.mock('astro:content', () => ({ getCollection: async () => [], getEntry: async () => undefined }));
const { pagesBelow, titleOfId } = await import('../../src/components/own-experiments.ts');

test('every page of the folder is an experiment, but for what is not a page of its own', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pages-'));
  for (const file of [
    'fruit.astro',
    'a-2.mdx',
    '_OwnExperiment.astro',
    '[...list].astro',
    'index.astro',
    'notes.txt',
  ])
    writeFileSync(join(folder, file), '');
  expect(pagesBelow(folder)).toEqual(['a-2', 'fruit']);
  rmSync(folder, { recursive: true });
  expect(pagesBelow(folder)).toEqual([]);
});

test('before there are results a page is called by its name', () => {
  expect(titleOfId('fruit-or-not')).toBe('Fruit or not');
});
