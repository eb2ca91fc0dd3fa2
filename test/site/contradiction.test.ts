import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { buildSite, ROOT } from './build.ts';

const folder = mkdtempSync(join(tmpdir(), 'doodles-results-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('a build on results that contradict the article', () => {
  it('fails, and names the file, the sentence and the numbers', async () => {
    cpSync(join(ROOT, 'content/results'), folder, { recursive: true });
    const file = join(folder, 'cats-and-sheep.json');
    const result = JSON.parse(readFileSync(file, 'utf8'));
    for (const model of result.models)
      if (model.model === 'convnet') model.accuracy = { value: 0.51, low: 0.5, high: 0.52 };
    writeFileSync(file, JSON.stringify(result));

    const { code, output } = await buildSite({ SITE_RESULTS: folder, SITE_OUT: 'build/contradiction' });

    expect(code).not.toBe(0);
    expect(output).toMatch(
      /content\/article\/\S+\.mdx:\d+: the results of "cats-and-sheep" contradict the sentence/,
    );
    expect(output).toContain('Of the four it reads the test drawings best');
    expect(output).toMatch(/it does not hold that convnet\.accuracy > \w+\.accuracy \(0\.51 > 0\.\d+\)/);
  });
});
