import { mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { UsageError } from '../pipeline/arguments.ts';
import { FALLBACK_FOLDER, outputFolder } from '../pipeline/outputFolder.ts';
import { MODEL_IDS } from '../src/core/models.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'site-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const whole = {
  data: 'any',
  out: undefined,
  seeds: undefined,
  models: MODEL_IDS,
  quick: false,
  classes: undefined,
  trainPerClass: undefined,
};

test('a full run on other drawings goes into the site, its folders made', async () => {
  expect(await outputFolder(whole, 'folder', root)).toBe(root);
  expect(readdirSync(root).sort()).toEqual(['content', 'public']);
});

test('when the automatic source fell back to the embedded drawings, a folder beside the site takes the results', async () => {
  const args = { ...whole, data: 'auto' };
  expect(await outputFolder(args, 'embedded', root)).toBe(join(root, FALLBACK_FOLDER));
  expect(await outputFolder(args, 'official', root)).toBe(root);
  await expect(outputFolder({ ...args, out: root }, 'embedded', root)).rejects.toThrow(UsageError);
});

test.each([
  ['embedded drawings', whole, 'embedded'],
  ['fewer seeds', { ...whole, seeds: 2 }, 'official'],
  ['fewer models', { ...whole, models: MODEL_IDS.slice(1) }, 'folder'],
  ['a quick run', { ...whole, quick: true }, 'folder'],
  ['other classes', { ...whole, classes: ['cat', 'dog'] }, 'folder'],
  ['another size', { ...whole, trainPerClass: 50 }, 'folder'],
] as const)(
  '%s never replace the results of the site, also through a link to it',
  async (_, args, source) => {
    const link = `${root}-link`;
    symlinkSync(root, link);
    try {
      for (const out of [undefined, root, link])
        await expect(outputFolder({ ...args, out }, source, root)).rejects.toThrow(UsageError);
      expect(readdirSync(root)).toEqual([]);
      expect(await outputFolder({ ...args, out: join(root, 'mine') }, source, root)).toBe(join(root, 'mine'));
    } finally {
      rmSync(link);
    }
  },
);
